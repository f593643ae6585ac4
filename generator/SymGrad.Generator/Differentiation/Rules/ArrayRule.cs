using System;
using System.Collections.Immutable;

namespace SymGrad.Generator.Differentiation.Rules;

/// <summary>How a function of arrays follows from one of their elements.</summary>
internal enum ArrayRuleForm
{
    /// <summary>Each element of the destination is a function of those at its index, rounded as in a loop.</summary>
    Map,

    /// <summary>The same, but rounded otherwise, so that the call has to stay.</summary>
    CalledMap,

    /// <summary>The sum of a function of the elements.</summary>
    Sum,

    /// <summary>The square root of the sum of the squares of a function of the elements.</summary>
    Norm,

    /// <summary>All elements combined by a function of two, from the first one on.</summary>
    Fold,

    /// <summary>The scalar product over the product of the norms.</summary>
    Cosine,

    /// <summary>exp(xᵢ) over the sum of all.</summary>
    SoftMax,
}

/// <summary>A row of the table of functions of arrays. Derivative and structure are those of the loops over elements that it stands for.</summary>
/// <param name="Name">The function's name in System.Numerics.Tensors.TensorPrimitives.</param>
/// <param name="Inputs">How many arrays, or numbers in the place of arrays, it takes.</param>
/// <param name="Form">How it follows from one of the elements.</param>
/// <param name="Element">The function of the elements at one index.</param>
/// <param name="Formula">What it computes.</param>
internal sealed record ArrayRule(
    string Name, int Inputs, ArrayRuleForm Form, Func<ImmutableArray<Element>, Element> Element, string Formula)
{
    /// <summary>Whether it writes to a destination.</summary>
    public bool HasDestination => Form is ArrayRuleForm.Map or ArrayRuleForm.CalledMap or ArrayRuleForm.SoftMax;

    /// <summary>Whether it refuses arrays without elements.</summary>
    public bool NeedsElements => Form is ArrayRuleForm.Fold or ArrayRuleForm.Cosine or ArrayRuleForm.SoftMax;
}
