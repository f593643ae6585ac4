using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification;

/// <summary>A value seen as a constant times a product.</summary>
/// <param name="Coefficient">The constant.</param>
/// <param name="Core">The rest, where it exists as a value of its own: where the constant stands outermost.</param>
/// <param name="Factors">The factors of the rest, in an order of their own: equal products have equal lists.</param>
internal sealed record Product(double Coefficient, Value? Core, ImmutableArray<Value> Factors)
{
    /// <summary>How deep products are taken apart; more than losses have in practice, and a bound on the work.</summary>
    private const int Depth = 4;

    public static Product Of(RewriteMatch match, Value value)
    {
        double coefficient = 1;
        Value core = value;
        if (match.OperandsOf(value, BinaryOperator.Multiply) is { } outer && match.ConstantOf(outer.Left) is { } constant)
        {
            coefficient = constant.ToDouble();
            core = outer.Right;
        }

        ImmutableArray<Value>.Builder factors = ImmutableArray.CreateBuilder<Value>();
        double outermost = coefficient;
        Collect(match, core, Depth, factors, ref coefficient);
        return new Product(coefficient, coefficient == outermost ? core : null, [.. factors.OrderBy(f => f.Index)]);
    }

    private static void Collect(
        RewriteMatch match, Value value, int depth, ImmutableArray<Value>.Builder factors, ref double coefficient)
    {
        if (match.ConstantOf(value) is { } constant)
        {
            coefficient *= constant.ToDouble();
        }
        else if (depth > 0 && match.OperandsOf(value, BinaryOperator.Multiply) is { } product)
        {
            Collect(match, product.Left, depth - 1, factors, ref coefficient);
            Collect(match, product.Right, depth - 1, factors, ref coefficient);
        }
        else
        {
            factors.Add(value);
        }
    }
}
