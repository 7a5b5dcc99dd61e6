"""Words that no proof of ours may hold, each with the reason that a verdict gives.

Nothing rests on this table alone. A proof stands between brackets of ours, so that no command can begin in it; what the
kernel took is read from the compiled file, with all that it rests on; and Lean runs in a sandbox. The table keeps out
what runs programs while a proof is read, what weakens a check, and what only searches, prints or waits.
"""

from __future__ import annotations

from collections.abc import Iterable

from assay_math.lean.tokens import Refused, Token

_WHY = {
    "sorry": "leaves something unproved",
    "axiom": "assumes what was to be proved",
    "native": "trusts compiled code instead of the kernel",
    "program": "runs a program while the proof is read, or belongs to one",
    "syntax": "changes how Lean reads what follows",
    "environment": "changes what names, instances or rules mean",
    "command": "is a command of its own: only theorems are read here",
    "search": "searches or prints, and proves nothing itself",
    "form": "belongs to a form of proof that is not read here",
}
# Reserved words of the grammar of 4.28 (Init, Std, Lean) and of its built-in parsers, names of tactics, and those of
# Mathlib, Batteries and Aesop that are of these kinds. Words that may name a variable are not in here.
_WORDS = {
    "sorry": "sorry admit stop sorryAx proof_wanted test_sorry sorry_if_sorry",
    "axiom": "axiom opaque unsafe partial lcProof lcUnreachable lcAny lcErased unsafeCast",
    "native": "native native_decide nativeDecide ofReduceBool ofReduceNat reduceBool reduceNat trustCompiler bv_decide "
    "bv_check compile_inductive% compile_def%",
    "program": "run_tac run_cmd run_elab run_meta by_elab elab elab_rules elab_stx_quot include_str initialize "
    "builtin_initialize dbg_trace dbg_trace_if_shared dbg_stack_trace dbg_sleep assert! panic! unreachable! todo! "
    "println! f! s! m! json% throwError throwErrorAt trace[ Macro.trace[ reportIssue! reportDbgIssue! reportEMatchIssue! "
    "reprove trace_goal[ unsafeIO unsafeBaseIO unsafeEIO unsafePerformIO declare_command_config_elab declare_config_elab "
    "declare_config_getter declare_simp_like_tactic register_simp_attr register_option register_builtin_option "
    "register_label_attr register_grind_attr register_linter_set register_parser_alias register_tactic_tag "
    "simproc dsimproc builtin_simproc builtin_dsimproc simproc_decl dsimproc_decl builtin_simproc_decl "
    "builtin_dsimproc_decl simproc_pattern% builtin_simproc_pattern% grind_propagator builtin_grind_propagator meta "
    "leading_parser trailing_parser decl_name% private_decl% eval_prec eval_prio show_panel_widgets test_extern "
    "polyrith eval_expr eval% plausible slim_check doo",
    "syntax": "macro macro_rules syntax declare_syntax_cat notation notation3 prefix infix infixl infixr postfix "
    "binder_predicate unif_hint local scoped satisfies_binder_pred%",
    "environment": "attribute instance default_instance open export namespace section public end variable universe "
    "include omit erase_attrs deriving class structure inductive coinductive abbrev def irreducible_def alias mutual "
    "noncomputable private protected nonrec seal unseal grind_pattern grind_annotated initialize_simps_projections "
    "gen_injective_theorems% norm_cast_add_elim reset_grind_attrs% set_library_suggestions add_decl_doc library_note "
    "init_quot import prelude mk_iff_of_inductive_prop add_aesop_rules erase_aesop_rules declare_aesop_rule_sets suppress_compilation unsuppress_compilation",
    "command": "theorem lemma example assert_not_exists assert_not_imported",
    "search": "suggestions locals by? exact? apply? rw? rewrite? rewrites? simp? simpa? simp_all? dsimp? aesop? hint try? says show_term trace "
    "trace_state sleep grind? observe? have? exact?% rfl? count_heartbeats checkpoint",
    "form": "where termination_by termination_by? decreasing_by partial_fixpoint inductive_fixpoint coinductive_fixpoint",
}
FORBIDDEN: dict[str, str] = {word: reason for reason, words in _WORDS.items() for word in words.split()}
_ANYWHERE = frozenset((_WORDS["sorry"] + " " + _WORDS["axiom"] + " " + _WORDS["native"]).split()) | {
    "unsafePerformIO"
}
"""Refused as a part of a dotted name as well: ``Lean.ofReduceBool``."""
_OPTIONS = {"maxRecDepth": 20_000, "maxHeartbeats": 1_000_000, "maxSynthPendingDepth": 10}
"""Options that a proof may set for a part of itself, with the largest value."""


def refuse(tokens: Iterable[Token]) -> None:
    """Raises :class:`Refused` for the first token that no proof may hold."""
    all_ = list(tokens)
    for index, token in enumerate(all_):
        text = token.text
        if text in ("@[", "#") or (text == "@" and _next(all_, index) == "["):
            raise Refused(
                "command", f"{text!r} begins an attribute or a command, and only theorems are read here."
            )
        if not token.is_word:
            continue
        if text == "set_option":
            _check_option(all_, index)
        glued = text + "%" if _glued(all_, index, "%") else text + "[" if _glued(all_, index, "[") else ""
        parts = (text, glued, *(part for part in text.split(".") if part in _ANYWHERE))
        for found in parts:
            if reason := FORBIDDEN.get(found):
                raise Refused(reason, f"{found!r} {_WHY[reason]}.")


def _glued(tokens: list[Token], index: int, sign: str) -> bool:
    return _next(tokens, index) == sign and tokens[index].end == tokens[index + 1].start


def _next(tokens: list[Token], index: int) -> str:
    return tokens[index + 1].text if index + 1 < len(tokens) else ""


def _check_option(tokens: list[Token], index: int) -> None:
    name, value = _next(tokens, index), _next(tokens, index + 1)
    if name not in _OPTIONS:
        raise Refused("option", f"The option {name!r} may not be set; {', '.join(_OPTIONS)} may.")
    if not value.isdecimal() or not 0 < int(value[:9]) <= _OPTIONS[name] or len(value) > 9:
        raise Refused("option", f"{name} may be set to a number from 1 to {_OPTIONS[name]:,}.")
    if _next(tokens, index + 2) != "in":
        raise Refused("option", "An option is set with 'in', for a part of the proof.")
