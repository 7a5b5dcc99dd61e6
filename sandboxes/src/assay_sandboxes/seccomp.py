"""The seccomp filter of a jailed program: a list of the system calls that it may make.

What is not listed does not exist for the program (``ENOSYS``), so a call that a
newer kernel brings is closed too. Refused with ``EPERM`` are those which a program
may well try, so that it gets the error that it expects: sockets, and changing user,
root or name spaces. Absent are tracing, mounting, keys, BPF, io_uring, System V IPC,
module loading, handles of files, and anonymous files, whose bytes no limit counts.

Standard library only: this runs inside the jail.
"""

from __future__ import annotations

import errno
import os
import struct

_X86_64 = """
read=0 write=1 readv=19 writev=20 pread64=17 pwrite64=18 preadv=295 pwritev=296 preadv2=327 pwritev2=328
lseek=8 close=3 close_range=436 open=2 openat=257 openat2=437 creat=85 access=21 faccessat=269
faccessat2=439 stat=4 fstat=5 lstat=6 newfstatat=262 statx=332 statfs=137 fstatfs=138 readlink=89
readlinkat=267 getdents=78 getdents64=217 getcwd=79 chdir=80 fchdir=81 mkdir=83 mkdirat=258 rmdir=84
unlink=87 unlinkat=263 rename=82 renameat=264 renameat2=316 link=86 linkat=265 symlink=88 symlinkat=266
chmod=90 fchmod=91 fchmodat=268 truncate=76 ftruncate=77 fallocate=285 fsync=74 fdatasync=75
sync_file_range=277 flock=73 utime=132 utimes=235 utimensat=280 futimesat=261 umask=95 fadvise64=221
copy_file_range=326 sendfile=40 splice=275 tee=276 dup=32 dup2=33 dup3=292 pipe=22 pipe2=293 fcntl=72
poll=7 ppoll=271 select=23 pselect6=270 epoll_create=213 epoll_create1=291 epoll_ctl=233 epoll_wait=232
epoll_pwait=281 epoll_pwait2=441 eventfd=284 eventfd2=290 timerfd_create=283 timerfd_settime=286
timerfd_gettime=287 signalfd=282 signalfd4=289 socketpair=53 sendto=44 recvfrom=45 sendmsg=46 recvmsg=47
sendmmsg=307 recvmmsg=299 shutdown=48 getsockopt=55 setsockopt=54 getsockname=51 getpeername=52 mmap=9
munmap=11 mprotect=10 mremap=25 madvise=28 brk=12 msync=26 mincore=27 membarrier=324 mlock=149
munlock=150 fork=57 vfork=58 execve=59 execveat=322 exit=60 exit_group=231 wait4=61 waitid=247 kill=62
tkill=200 tgkill=234 set_tid_address=218 set_robust_list=273 get_robust_list=274 rseq=334 futex=202
futex_waitv=449 sched_yield=24 sched_getaffinity=204 sched_setaffinity=203 sched_getparam=143
sched_getscheduler=145 sched_get_priority_max=146 sched_get_priority_min=147 getpriority=140
arch_prctl=158 rt_sigaction=13 rt_sigprocmask=14 rt_sigreturn=15 rt_sigsuspend=130 rt_sigpending=127
rt_sigtimedwait=128 rt_sigqueueinfo=129 sigaltstack=131 pause=34 restart_syscall=219 alarm=37
setitimer=38 getitimer=36 timer_create=222 timer_settime=223 timer_gettime=224 timer_getoverrun=225
timer_delete=226 nanosleep=35 clock_nanosleep=230 clock_gettime=228 clock_getres=229 gettimeofday=96
time=201 times=100 getrusage=98 getrlimit=97 setrlimit=160 sysinfo=99 uname=63 getrandom=318 getcpu=309
getpid=39 gettid=186 getppid=110 getuid=102 geteuid=107 getgid=104 getegid=108 getresuid=118
getresgid=120 getgroups=115 getpgrp=111 getpgid=121 setpgid=109 getsid=124 setsid=112 capget=125 clone=56
clone3=435 ioctl=16 prctl=157 prlimit64=302
"""
_AARCH64 = """
read=63 newfstatat=79 write=64 readv=65 writev=66 pread64=67 pwrite64=68 preadv=69 pwritev=70 preadv2=286 pwritev2=287
lseek=62 close=57 close_range=436 openat=56 openat2=437 faccessat=48 faccessat2=439 fstat=80 statx=291
statfs=43 fstatfs=44 readlinkat=78 getdents64=61 getcwd=17 chdir=49 fchdir=50 mkdirat=34 unlinkat=35
renameat=38 renameat2=276 linkat=37 symlinkat=36 fchmod=52 fchmodat=53 truncate=45 ftruncate=46
fallocate=47 fsync=82 fdatasync=83 sync_file_range=84 flock=32 utimensat=88 umask=166 fadvise64=223
copy_file_range=285 sendfile=71 splice=76 tee=77 dup=23 dup3=24 pipe2=59 fcntl=25 ppoll=73 pselect6=72
epoll_create1=20 epoll_ctl=21 epoll_pwait=22 epoll_pwait2=441 eventfd2=19 timerfd_create=85
timerfd_settime=86 timerfd_gettime=87 signalfd4=74 socketpair=199 sendto=206 recvfrom=207 sendmsg=211
recvmsg=212 sendmmsg=269 recvmmsg=243 shutdown=210 getsockopt=209 setsockopt=208 getsockname=204
getpeername=205 mmap=222 munmap=215 mprotect=226 mremap=216 madvise=233 brk=214 msync=227 mincore=232
membarrier=283 mlock=228 munlock=229 execve=221 execveat=281 exit=93 exit_group=94 wait4=260 waitid=95
kill=129 tkill=130 tgkill=131 set_tid_address=96 set_robust_list=99 get_robust_list=100 rseq=293 futex=98
futex_waitv=449 sched_yield=124 sched_getaffinity=123 sched_setaffinity=122 sched_getparam=121
sched_getscheduler=120 sched_get_priority_max=125 sched_get_priority_min=126 getpriority=141
rt_sigaction=134 rt_sigprocmask=135 rt_sigreturn=139 rt_sigsuspend=133 rt_sigpending=136
rt_sigtimedwait=137 rt_sigqueueinfo=138 sigaltstack=132 restart_syscall=128 setitimer=103 getitimer=102
timer_create=107 timer_settime=110 timer_gettime=108 timer_getoverrun=109 timer_delete=111 nanosleep=101
clock_nanosleep=115 clock_gettime=113 clock_getres=114 gettimeofday=169 times=153 getrusage=165
getrlimit=163 setrlimit=164 sysinfo=179 uname=160 getrandom=278 getcpu=168 getpid=172 gettid=178
getppid=173 getuid=174 geteuid=175 getgid=176 getegid=177 getresuid=148 getresgid=150 getgroups=158
getpgid=155 setpgid=154 getsid=156 setsid=157 capget=90 clone=220 clone3=435 ioctl=29 prctl=167
prlimit64=261
"""
# socket connect bind listen accept accept4, setuid and its family, chroot, chown and its family,
# ptrace mount umount2 pivot_root unshare setns
_REFUSED = {
    "x86_64": """41 42 49 50 43 288 105 106 113 114 116 117 119 122 123 161 92 93 94 260
        101 165 166 155 272 308""",
    "aarch64": """198 203 200 201 202 242 146 144 145 143 159 147 149 151 152 51 54 55
        117 40 39 41 97 268""",
}
_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32 = 0x40000000

_NEW_NAMESPACES = 0x7E020000
_IOCTLS = [
    0x5401,
    0x5413,
    0x541B,
    0x5421,
    0x5450,
    0x5451,
]  # TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIO(N)CLEX
# Copies, flags, locks, sizes of pipes, seals; no leases, no notes, and no signals to whoever it names.
_FCNTLS = [0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1031, 1032, 1033, 1034]
_PRCTLS = [1, 2, 3, 15, 16, 21, 23, 39, 0x53564D41]  # a death signal, names, and questions

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000


def _op(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)


def _one_of(values: list[int], otherwise: int) -> list[bytes]:
    """Allow where the first argument loaded is one of ``values``, else end with ``otherwise``."""
    tests = [_op(_EQUAL, value, yes=len(values) - i) for i, value in enumerate(values)]
    return [*tests, _op(_RETURN, otherwise), _op(_RETURN, _ALLOW)]


def filter_program(machine: str = "") -> bytes:
    """The filter for this machine's processor, as the kernel takes it.

    Raises :class:`KeyError` for a processor without a list.
    """
    machine = machine or os.uname().machine
    table = {"x86_64": _X86_64, "aarch64": _AARCH64}[machine]
    numbers = {name: int(number) for name, _, number in (item.partition("=") for item in table.split())}
    special = {
        name: numbers.pop(name) for name in ("clone", "clone3", "ioctl", "prctl", "prlimit64", "fcntl")
    }
    denied, absent = _ERRNO | errno.EPERM, _ERRNO | errno.ENOSYS
    argument = [
        _op(_LOAD, 16 + 8 * i) for i in range(2)
    ]  # their low halves; both processors are little-endian

    actions: dict[int, list[bytes]] = {number: [_op(_RETURN, _ALLOW)] for number in numbers.values()}
    actions |= {int(number): [_op(_RETURN, denied)] for number in _REFUSED[machine].split()}
    actions |= {
        # glibc falls back to clone, whose flags can be looked at
        special["clone3"]: [_op(_RETURN, absent)],
        special["clone"]: [
            argument[0],
            _op(_ANY_BIT, _NEW_NAMESPACES, no=1),
            _op(_RETURN, denied),
            _op(_RETURN, _ALLOW),
        ],
        special["ioctl"]: [argument[1], *_one_of(_IOCTLS, _ERRNO | errno.ENOTTY)],
        special["fcntl"]: [argument[1], *_one_of(_FCNTLS, denied)],
        special["prctl"]: [argument[0], *_one_of(_PRCTLS, denied)],
        special["prlimit64"]: [argument[0], *_one_of([0], denied)],  # its own limits only
    }
    if machine == "x86_64":
        actions[_X32] = [_op(_RETURN, _KILL)]

    # From each number on, one action, until the next.
    starts: list[tuple[int, list[bytes]]] = [(0, [_op(_RETURN, absent)])]
    for number, action in sorted(actions.items()):
        if starts[-1][0] == number:
            starts.pop()
        starts.append((number, action))
        if number != _X32:  # and all above it
            starts.append((number + 1, [_op(_RETURN, absent)]))
    merged = [pair for i, pair in enumerate(starts) if i == 0 or pair[1] != starts[i - 1][1]]
    head = [_op(_LOAD, 4), _op(_EQUAL, _AUDIT_ARCH[machine], yes=1), _op(_RETURN, _KILL), _op(_LOAD, 0)]
    return b"".join(head + _tree(merged))


def _tree(starts: list[tuple[int, list[bytes]]]) -> list[bytes]:
    """A binary search: the kernel tries a new filter on every system call there is, so its paths are to be short."""
    if len(starts) == 1:
        return starts[0][1]
    middle = len(starts) // 2
    below, above = _tree(starts[:middle]), _tree(starts[middle:])
    return [_op(_AT_LEAST, starts[middle][0], yes=len(below)), *below, *above]
