using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;
using SymGrad.Generator.Simplification.NormalForm;
using SymGrad.Generator.Tests.Structure;
using Xunit;

namespace SymGrad.Generator.Tests.Simplification;

/// <summary>Every row of the rewrite table, on random operands: equal over the reals, finite where the original is, and no less accurate.</summary>
public class RewriteRuleTests
{
    private const ScalarType D = ScalarType.Double;

    private static readonly Interpreter<double> Rounded = new(new DoubleArithmetic());
    private static readonly Interpreter<Rational> Exact = new(new ExactArithmetic());

    /// <summary>For each row, an expression of x, y, z that it rewrites, built without rewriting.</summary>
    private static readonly Dictionary<string, Func<FunctionBuilder, Value, Value, Value, Value>> Examples = new()
    {
        ["x + 0 = x"] = (b, x, _, _) => Add(b, x, Constant(b, 0)),
        ["0 + x = x"] = (b, x, _, _) => Add(b, Constant(b, 0), x),
        ["x + x = 2x"] = (b, x, _, _) => Add(b, x, x),
        ["c₁ · p + c₂ · p = (c₁ + c₂) · p for a product p in any order"] =
            (b, x, y, _) => Add(b, Multiply(b, y, Multiply(b, Constant(b, 0.5), x)), Multiply(b, Constant(b, 0.5), Multiply(b, x, y))),
        ["x + (−y) = x − y"] = (b, x, y, _) => Add(b, x, Negate(b, y)),
        ["(−x) + y = y − x"] = (b, x, y, _) => Add(b, Negate(b, x), y),
        ["x − 0 = x"] = (b, x, _, _) => Subtract(b, x, Constant(b, 0)),
        ["0 − x = −x"] = (b, x, _, _) => Subtract(b, Constant(b, 0), x),
        ["x − (−y) = x + y"] = (b, x, y, _) => Subtract(b, x, Negate(b, y)),
        ["(−x) − y = −(x + y)"] = (b, x, y, _) => Subtract(b, Negate(b, x), y),
        ["−(−x) = x"] = (b, x, _, _) => Negate(b, Negate(b, x)),
        ["−c is a constant"] = (b, _, _, _) => Negate(b, Constant(b, 0.3)),
        ["c₁ · c₂ is a constant"] = (b, _, _, _) => Multiply(b, Constant(b, 0.3), Constant(b, 0.7)),
        ["c₁ + c₂ is a constant"] = (b, _, _, _) => Add(b, Constant(b, 0.3), Constant(b, 0.7)),
        ["c₁ − c₂ is a constant"] = (b, _, _, _) => Subtract(b, Constant(b, 0.3), Constant(b, 0.7)),
        ["the conversion of c is a constant"] = (b, _, _, _) => b.Compute(new ConvertOperation(ScalarType.Int32, D), b.Constant(3)),
        ["x · c = c · x"] = (b, x, _, _) => Multiply(b, x, Constant(b, 0.3)),
        ["0 · x = 0"] = (b, x, _, _) => Multiply(b, Constant(b, 0), x),
        ["1 · x = x"] = (b, x, _, _) => Multiply(b, Constant(b, 1), x),
        ["−1 · x = −x"] = (b, x, _, _) => Multiply(b, Constant(b, -1), x),
        ["c₁ · (c₂ · x) = (c₁c₂) · x where c₁c₂ is exact"] = (b, x, _, _) => Multiply(b, Constant(b, 2), Multiply(b, Constant(b, 0.3), x)),
        ["c₁ · ((c₂ · x) · y) = (c₁c₂) · (x · y) where c₁c₂ is exact"] =
            (b, x, y, _) => Multiply(b, Constant(b, 2), Multiply(b, Multiply(b, Constant(b, 0.5), x), y)),
        ["(−x) · y = −(x · y)"] = (b, x, y, _) => Multiply(b, Negate(b, x), y),
        ["x · (−y) = −(x · y)"] = (b, x, y, _) => Multiply(b, x, Negate(b, y)),
        ["x · (1 / y) = x / y"] = (b, x, y, _) => Multiply(b, x, Divide(b, Constant(b, 1), y)),
        ["(1 / x) · y = y / x"] = (b, x, y, _) => Multiply(b, Divide(b, Constant(b, 1), x), y),
        ["0 / x = 0"] = (b, x, _, _) => Divide(b, Constant(b, 0), x),
        ["x / 1 = x"] = (b, x, _, _) => Divide(b, x, Constant(b, 1)),
        ["(−x) / y = −(x / y)"] = (b, x, y, _) => Divide(b, Negate(b, x), y),
        ["x / (−y) = −(x / y)"] = (b, x, y, _) => Divide(b, x, Negate(b, y)),
        ["pow(x, 1) = x"] = (b, x, _, _) => Power(b, x, 1),
        ["pow(x, 2) = x · x"] = (b, x, _, _) => Power(b, x, 2),
        ["pow(x, −1) = 1 / x"] = (b, x, _, _) => Power(b, x, -1),
        ["c ? x : x = x"] = (b, x, y, _) => Select(b, Less(b, x, y), y, y),
        ["true ? x : y = x"] = (b, x, y, _) => Select(b, b.Constant(true), x, y),
    };

    public static TheoryData<string> Names => [.. RewriteRules.All.Select(r => r.Name)];

    [Fact]
    public void Every_rule_has_an_example_and_a_name_of_its_own()
        => Assert.Equal(RewriteRules.All.Select(r => r.Name).Order(StringComparer.Ordinal), Examples.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rule_matches_its_example_and_leaves_no_more_operations(string name)
    {
        (Function original, Function rewritten) = Both(name);
        Assert.True(RuleApplies(name), $"'{name}' does not match its own example.");
        Assert.True(OperationCount(rewritten) <= OperationCount(original), FunctionPrinter.Print(rewritten));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rule_is_exact_over_the_reals_and_not_worse_in_ulps(string name)
    {
        (Function original, Function rewritten) = Both(name);
        var random = new Random(20261122);
        for (int i = 0; i < 2000; i++)
        {
            double[] point = [Sample(random), Sample(random), Sample(random)];
            double before = Rounded.Run(original, point)[0];
            double after = Rounded.Run(rewritten, point)[0];
            if (name.EndsWith("is a constant", StringComparison.Ordinal))
            {
                // Folding computes what the program would have computed, rounding included.
                Assert.Equal(BitConverter.DoubleToInt64Bits(before), BitConverter.DoubleToInt64Bits(after));
                continue;
            }

            Rational[] exactPoint = [.. point.Select(Rational.FromDouble)];
            Rational exact = Exact.Run(original, exactPoint)[0];
            Assert.Equal(exact, Exact.Run(rewritten, exactPoint)[0]);
            if (double.IsFinite(before))
            {
                Assert.True(double.IsFinite(after), $"{name} at {string.Join(", ", point)}: {before:R} became {after:R}");
            }

            // Reordering a product may round differently once more; one unit in the last place is the price at most.
            double allowed = Error(before, exact) + Math.BitIncrement(Math.Abs(before)) - Math.Abs(before);
            Assert.True(Error(after, exact) <= allowed, $"{name} at {string.Join(", ", point)}: {before:R} {after:R}");
        }
    }

    private static bool RuleApplies(string name)
    {
        (Function original, _) = Both(name);
        var builder = new FunctionBuilder("f");
        var terms = new TermBuilder(builder);
        var copier = new RecordingCopier(original, builder, terms, name);
        copier.CopyParameters();
        copier.CopyInstructions(original.Body);
        return copier.HasMatched;
    }

    private static (Function Original, Function Rewritten) Both(string name)
    {
        var builder = new FunctionBuilder("f");
        Value x = builder.AddParameter(new Parameter("x", D, ParameterRole.Theta));
        Value y = builder.AddParameter(new Parameter("y", D, ParameterRole.Theta));
        Value z = builder.AddParameter(new Parameter("z", D, ParameterRole.Theta));
        Function original = builder.Build([Examples[name](builder, x, y, z)]);

        var rewriting = new FunctionBuilder("f");
        var copier = new RecordingCopier(original, rewriting, new TermBuilder(rewriting), name);
        copier.CopyParameters();
        copier.CopyInstructions(original.Body);
        return (DeadCode.Remove(original), DeadCode.Remove(rewriting.Build(copier.Map(original.Body.Yields))));
    }

    /// <summary>Copies a function through the rewrite rules, and notes whether one of them matched anywhere.</summary>
    private sealed class RecordingCopier(Function source, FunctionBuilder builder, TermBuilder terms, string rule) : FunctionCopier(source, builder)
    {
        public bool HasMatched { get; private set; }

        protected override void Copy(Instruction instruction)
        {
            var compute = (Compute)instruction;
            Value[] operands = [.. Map(compute.Operands)];
            HasMatched |= RewriteRules.All.Single(r => r.Name == rule).Apply(new RewriteMatch(terms, compute.Operation, operands)) is not null;
            this[compute.Result] = terms.Build(compute.Operation, operands);
        }
    }

    private static double Error(double value, Rational exact) => Math.Abs((Rational.FromDouble(value) - exact).ToDouble());

    private static int OperationCount(Function function)
        => function.Body.Flatten().Count(i => i is Compute { Operation: not ConstantOperation });

    private static double Sample(Random random) => (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-30, 30));

    private static Value Constant(FunctionBuilder b, double value) => b.Constant(value, D);

    private static Value Add(FunctionBuilder b, Value x, Value y) => b.Compute(new BinaryOperation(BinaryOperator.Add, D), x, y);

    private static Value Subtract(FunctionBuilder b, Value x, Value y) => b.Compute(new BinaryOperation(BinaryOperator.Subtract, D), x, y);

    private static Value Multiply(FunctionBuilder b, Value x, Value y) => b.Compute(new BinaryOperation(BinaryOperator.Multiply, D), x, y);

    private static Value Divide(FunctionBuilder b, Value x, Value y) => b.Compute(new BinaryOperation(BinaryOperator.Divide, D), x, y);

    private static Value Negate(FunctionBuilder b, Value x) => b.Compute(new UnaryOperation(UnaryOperator.Negate, D), x);

    private static Value Less(FunctionBuilder b, Value x, Value y) => b.Compute(new CompareOperation(CompareOperator.Less, D), x, y);

    private static Value Select(FunctionBuilder b, Value c, Value x, Value y) => b.Compute(new SelectOperation(D), c, x, y);

    private static Value Power(FunctionBuilder b, Value x, double exponent)
        => b.Compute(new FunctionOperation("Pow", D, "Math.Pow({0}, {1})"), x, Constant(b, exponent));
}
