import Init.Data.Nat.Basic

theorem swap (a b : Nat) : a + b = b + a := by
  rw [Nat.add_comm]

namespace Small
variable (α : Type)

-- ∀ signs of more than one byte
theorem refl' (x : α) : x = x ∧ True := ⟨rfl, trivial⟩

end Small

private theorem again (n : Nat) : n ≤ n := by
  exact Nat.le_refl n

open Nat in
theorem _root_.last : True := trivial
