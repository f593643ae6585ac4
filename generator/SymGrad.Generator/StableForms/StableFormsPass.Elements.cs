using SymGrad.Generator.IR;

namespace SymGrad.Generator.StableForms;

/// <summary>Elements of arrays, of which more is known than the number.</summary>
internal sealed partial class StableFormsPass
{
    /// <summary>Whether the formula of an element is copied, in place of the element itself.</summary>
    private bool isFormula;

    /// <summary>Computes again what a loop has stored into an element.</summary>
    private Value ElementAt(ElementForm form, Value index)
    {
        bool isNested = isFormula;
        isFormula = true;
        this[form.Index] = index;
        foreach (Compute compute in form.Formula)
        {
            Copy(compute);
        }

        isFormula = isNested;
        return this[form.Stored];
    }

    /// <summary>The copy of a value; of a call of a function on arrays, that of what it means.</summary>
    private Value Meaning(Value value) => DefinitionOf(value) is { Operation: ExpansionOperation } expansion ? Meaning(expansion.Operands[1]) : this[value];
}
