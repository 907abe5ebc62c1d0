"""What went wrong, in words for the user: one code, sentence and hint from any exception. No torch is imported."""

from __future__ import annotations

import re
import traceback

from paretoscope.errors import EXIT_ENVIRONMENT, EXIT_TRIAL, ParetoscopeError
from paretoscope.events import Failed

# (code, pattern of "TypeName: message", sentence, hint), first match wins
_KNOWN: tuple[tuple[str, str, str, str], ...] = (
    (
        "out_of_memory",
        r"OutOfMemoryError|^MemoryError|(can't|Cannot) allocate memory|not enough memory|CUDA out of memory",
        "there was not enough memory",
        "make the model, batch or context smaller, choose a smaller dtype, or close other programs",
    ),
    (
        "unsupported_operation",
        r"not implemented for|NotImplementedError|Could not run '.*' with arguments|not supported on|no kernel image",
        "an operation is not available for this dtype or device",
        "choose another dtype (runtime.dtype) or device, or leave out the technique that changed it",
    ),
    (
        "missing_library",
        r"ModuleNotFoundError|ImportError",
        "a library is missing in the worker's Python",
        "install the library that is named, or choose another Python with --python",
    ),
    (
        "compiler",
        r"BackendCompilerFailed|CppCompileError|InvalidCxxCompiler|InductorError|torch\._dynamo",
        "the model could not be compiled",
        "install a C++ compiler (apt install g++), or leave out runtime.compile",
    ),
    (
        "bad_weights",
        r"SafetensorError|size mismatch for|Error\(s\) in loading state_dict",
        "the weights do not fit the model, or a file is damaged",
        "fetch the model's files again and compare their checksums",
    ),
    ("storage", r"No space left on device|Disk quota exceeded", "the disk is full", "free some space and resume"),
    (
        "shape",
        r"shapes cannot be multiplied|size of tensor|shape '.*' is invalid|index out of range",
        "tensors of the changed model do not fit together",
        "this is a fault of a technique with this model: leave it out, and please report it",
    ),
)


def explain(error: BaseException) -> tuple[Failed, int]:
    """The event that tells of an exception, and the exit code that goes with it."""
    detail = "".join(traceback.format_exception(error))[-20_000:]
    if isinstance(error, ParetoscopeError):
        return Failed(code=error.code, text=error.text, hint=error.hint, detail=detail), error.exit_code
    said = " ".join(str(error).split())[:300]
    full = f"{type(error).__name__}: {error}"
    for code, pattern, sentence, hint in _KNOWN:
        if re.search(pattern, full):
            exit_code = EXIT_ENVIRONMENT if code in ("missing_library", "storage") else EXIT_TRIAL
            return Failed(code=code, text=f"{sentence}: {said}", hint=hint, detail=detail), exit_code
    text = f"the worker failed: {type(error).__name__}: {said}"
    return Failed(code="crash", text=text, hint="the trial's log holds the details", detail=detail), EXIT_TRIAL
