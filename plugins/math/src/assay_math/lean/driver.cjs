// Runs the WebAssembly build of Lean under Node: node driver.cjs RUNTIME LIBRARY JOB lean-arguments...
// Lean sees the folder JOB as /job, its working directory, and the parent of LIBRARY as /lean/lib; nothing else.
const fs = require("fs"), path = require("path"), vm = require("vm");
const [runtime, library, job, ...given] = process.argv.slice(2);
const script = path.join(runtime, "lean.patched.js");
globalThis.require = require;
globalThis.__filename = script;
globalThis.__dirname = runtime;
globalThis.module = { exports: {} };
globalThis.exports = {};
process.argv = [process.argv[0], script, ...given];

function mountFolders() {
  const { FS, ENV = globalThis.ENV } = globalThis.Module;
  try {
    FS.mkdirTree("/lean/bin");
    FS.mkdirTree("/lean/lib/lean");
    FS.mkdirTree("/job");
    FS.mkdirTree(runtime); // Lean asks for the real path of its own folder
    FS.writeFile("/lean/bin/lean", "");
    FS.mount(globalThis.Module.NODEFS, { root: library }, "/lean/lib/lean");
    FS.mount(globalThis.Module.NODEFS, { root: job }, "/job");
    FS.chdir("/job");
    Object.assign(ENV, { LEAN_SYSROOT: "/lean", LEAN_PATH: "/lean/lib/lean", LLVM_PROFILE_FILE: "/dev/null" });
  } catch (error) {
    fs.writeSync(2, `driver: ${error.name} ${error.errno ?? ""} ${error.message ?? ""}\n`);
    process.exit(77);
  }
}

globalThis.Module = {
  thisProgram: "/lean/bin/lean",
  INITIAL_MEMORY: 256 << 20, // what it is built with is 16 MiB, and growing it is slow
  locateFile: (name) => path.join(runtime, name),
  preRun: [mountFolders],
};
vm.runInThisContext(fs.readFileSync(script, "utf8"), { filename: script });
