using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification.NormalForm;

/// <summary>
/// What a polynomial is made of: a value that is not itself a sum or product of others. Atoms with equal definitions are one object, made by
/// <see cref="AtomTable"/>, so that equal values cancel.
/// </summary>
internal sealed class Atom(int id, AtomDefinition definition, ScalarType type, Dependence dependence, bool mayThrow)
{
    /// <summary>The order in which atoms were met, which is the order in which they are printed.</summary>
    public int Id { get; } = id;

    public AtomDefinition Definition { get; } = definition;

    /// <summary>The type in which the user's method has it.</summary>
    public ScalarType Type { get; } = type;

    public Dependence Dependence { get; } = dependence;

    /// <summary>Whether computing it throws for some data.</summary>
    public bool MayThrow { get; } = mayThrow;

    /// <summary>Whether it is NaN or an infinity, or made of one: x − x = 0 and x/x = 1 need not hold for it.</summary>
    public bool MayBeNonFinite { get; } = type.IsFloating()
        && (definition is OperationAtom { Operation: ConstantOperation }
            || definition.Polynomials.Items.Any(p => p.MayBeNonFinite));

    /// <summary>Whether products with it may be written otherwise: it is a root, or divides by a sum.</summary>
    public bool HasRelation { get; } = definition is ReciprocalAtom || FunctionRules.RootOf(definition) is not null;
}

/// <summary>Which value an atom stands for.</summary>
internal abstract record AtomDefinition
{
    /// <summary>The polynomials it is made of.</summary>
    public abstract EquatableArray<Polynomial> Polynomials { get; }
}

/// <summary>A parameter of the loss.</summary>
internal sealed record ParameterAtom(int Index) : AtomDefinition
{
    public override EquatableArray<Polynomial> Polynomials => [];
}

/// <summary>
/// A value that is known by itself only: an element or the length of an array, what a loop carries or counts, the result of a call.
/// </summary>
/// <param name="Value">The value that stands for all that are computed like it.</param>
internal sealed record ValueAtom(Value Value) : AtomDefinition
{
    public override EquatableArray<Polynomial> Polynomials => [];
}

/// <summary>
/// The result of an operation that the normal form does not see into, on operands in normal form. A floating-point constant here is NaN or
/// infinite.
/// </summary>
/// <param name="Operation">The operation.</param>
/// <param name="Operands">Its operands.</param>
/// <param name="OperandTypes">Their types.</param>
/// <param name="Source">
/// The very value of the loss, for an operation that jumps: the last bit of an operand decides it, and operands that are equal over the
/// reals need not have equal bits. Such atoms are equal only when they are computed alike.
/// </param>
internal sealed record OperationAtom(
    Operation Operation,
    EquatableArray<Polynomial> Operands,
    EquatableArray<ScalarType> OperandTypes,
    AtomSource? Source) : AtomDefinition
{
    public override EquatableArray<Polynomial> Polynomials => Operands;
}

/// <summary>How a value that jumps is computed.</summary>
/// <param name="Value">The value of the loss that stands for all that are computed like it.</param>
/// <param name="Reads">What may decide its bits.</param>
internal readonly record struct AtomSource(Value Value, Dependence Reads);

/// <summary>One divided by a sum of at least two terms without θ, the first of which has the factor 1.</summary>
internal sealed record ReciprocalAtom(Polynomial Divisor) : AtomDefinition
{
    public override EquatableArray<Polynomial> Polynomials => [Divisor];
}

/// <summary>A choice between two values that differ.</summary>
internal sealed record ChoiceAtom(Polynomial Condition, Polynomial Then, Polynomial Else) : AtomDefinition
{
    public override EquatableArray<Polynomial> Polynomials => [Condition, Then, Else];
}

/// <summary>An expression without θ that is kept whole instead of being multiplied out.</summary>
internal sealed record WholeAtom(Polynomial Expression) : AtomDefinition
{
    public override EquatableArray<Polynomial> Polynomials => [Expression];
}
