"""Data Designer (``pip install data-designer``): a column per call."""

import json
import os
import sys
import tempfile
import time

os.environ |= {"NEMO_TELEMETRY_ENABLED": "false", "DATA_DESIGNER_HOME": tempfile.mkdtemp()}
begun = time.perf_counter()
import data_designer.config as dd  # noqa: E402
from data_designer.interface import DataDesigner  # noqa: E402

url, rows, steps, in_flight = sys.argv[1], *map(int, sys.argv[2:])
imported = time.perf_counter() - begun
provider = dd.ModelProvider(name="stub", endpoint=url, provider_type="openai", api_key="none")
model = dd.ModelConfig(
    alias="m",
    model="stub",
    provider="stub",
    skip_health_check=True,
    inference_parameters=dd.ChatCompletionInferenceParams(max_parallel_requests=in_flight, max_tokens=64),
)
builder = dd.DataDesignerConfigBuilder(model_configs=[model])
builder.add_column(
    dd.SamplerColumnConfig(name="i", sampler_type=dd.SamplerType.UUID, params=dd.UUIDSamplerParams())
)
before = "i"
for step in range(steps):
    prompt = f"step {step}: {{{{ {before} }}}} 1 + 1"
    builder.add_column(dd.LLMTextColumnConfig(name=f"s{step}", model_alias="m", prompt=prompt))
    before = f"s{step}"
designer = DataDesigner(artifact_path=tempfile.mkdtemp(), model_providers=[provider])
designer.set_run_config(dd.RunConfig(buffer_size=rows, max_in_flight_tasks=max(4 * in_flight, 1024)))
begun, used = time.perf_counter(), time.process_time()
made = designer.create(builder, num_records=rows, dataset_name="x")
whole, used = time.perf_counter() - begun, time.process_time() - used
assert len(made.load_dataset()) == rows
print(json.dumps({"whole": whole, "cpu_ms": 1000 * used / (rows * steps), "imports": imported}))
