"""The encoder as the program reads it: ``write(parts, layers, heads, pieces, folder)`` makes the files of a model.

The model is one of CTranslate2.  Weights are whole numbers with a scale for each output, and the engine makes such of
the states too, a scale a piece (dynamic quantization, as in Q8BERT, Zafrir et al. 2019).  The weights take seven of the
eight bits: then the sum of two products stays below 2^15, in which processors without VNNI add them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from ctranslate2.specs import common_spec, transformer_spec

LEVELS = 63
EPSILON = 1e-12


def write(parts: Mapping[str, np.ndarray], layers: int, heads: int, pieces: Sequence[str], folder: Path) -> None:
    """Write the parts: ``words`` (pieces x width), ``places``, ``segments``, ``norm``, and the layers' by number.

    A layer has ``{number}.attend``, ``gather``, ``widen``, ``narrow`` (outputs x inputs), and the norms ``first``
    and ``second``, each also with ``.offset``, as ``norm`` has.
    """
    model = transformer_spec.TransformerEncoderModelSpec(
        transformer_spec.TransformerEncoderSpec(
            layers,
            heads,
            pre_norm=False,
            activation=common_spec.Activation.GELU,
            layernorm_embedding=True,
            num_source_embeddings=2,
            embeddings_merge=common_spec.EmbeddingsMerge.ADD,
        )
    )
    found = model.encoder
    found.scale_embeddings = False
    found.embeddings[0].weight, found.embeddings[0].weight_scale = _whole(parts["words"])
    found.embeddings[1].weight = parts["segments"]
    found.position_encodings.encodings = parts["places"]
    _normalise(found.layernorm_embedding, parts, "norm")
    for number, layer in enumerate(found.layer):
        attention, inner = layer.self_attention, layer.ffn
        (attend, gather), widen, narrow = attention.linear, inner.linear_0, inner.linear_1
        for name, target in {"attend": attend, "gather": gather, "widen": widen, "narrow": narrow}.items():
            target.weight, target.weight_scale = _whole(parts[f"{number}.{name}"])
            target.bias = parts[f"{number}.{name}.offset"]
        _normalise(attention.layer_norm, parts, f"{number}.first")
        _normalise(inner.layer_norm, parts, f"{number}.second")
    model.config.layer_norm_epsilon = EPSILON
    model.register_vocabulary(list(pieces))
    model.validate()
    folder.mkdir(exist_ok=True)
    model.save(str(folder))


def _whole(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a matrix in whole numbers, and for each row what it has been multiplied by."""
    scale = LEVELS / np.maximum(np.abs(weights).max(1), 1e-9)
    return np.rint(weights * scale[:, None]).astype(np.int8), scale.astype(np.float32)


def _normalise(target: common_spec.LayerNormSpec, parts: Mapping[str, np.ndarray], name: str) -> None:
    target.gamma, target.beta = parts[name], parts[f"{name}.offset"]
