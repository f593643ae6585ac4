using System;
using System.Linq;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Tests.Structure;

/// <summary>Writes functions of the intermediate representation as one writes formulas.</summary>
internal sealed class Sketch(string name)
{
    public FunctionBuilder Builder { get; } = new(name);

    public static Function Function(Func<Sketch, Node> body, string name = "F")
    {
        var sketch = new Sketch(name);
        Node result = body(sketch);
        return sketch.Builder.Build([result.Value]);
    }

    public static LossStructureInfo Analyze(Func<Sketch, Node> body, string name = "F") => StructureAnalysis.Analyze(Function(body, name));

    public Node Theta(string parameter = "θ", ScalarType type = ScalarType.Double)
        => new(this, Builder.AddParameter(new Parameter(parameter, type, ParameterRole.Theta)));

    public Node Data(string parameter, ScalarType type = ScalarType.Double)
        => new(this, Builder.AddParameter(new Parameter(parameter, type, ParameterRole.Data)));

    public Node Constant(double value, ScalarType type = ScalarType.Double) => new(this, Builder.Constant(value, type));

    public Node Constant(int value) => new(this, Builder.Constant(value));

    public Node Field(string text) => Compute(new FieldOperation(ScalarType.Double, text));

    /// <summary>A call of a function by the name of its row.</summary>
    public Node Call(string rule, params Node[] operands)
    {
        string arguments = string.Join(", ", Enumerable.Range(0, operands.Length).Select(i => $"{{{i}}}"));
        return Compute(new FunctionOperation(rule, operands[0].Type, $"Math.{rule}({arguments})"), operands);
    }

    public Node If(Node condition, Func<Node> then, Func<Node> otherwise)
    {
        Region Side(Func<Node> side)
        {
            Builder.BeginRegion();
            Node result = side();
            return Builder.EndRegion([result.Value]);
        }

        return new(this, Builder.Branch(condition.Value, Side(then), Side(otherwise))[0]);
    }

    public void ThrowIf(Node condition, params Node[] arguments)
    {
        Builder.BeginRegion();
        Region failure = Builder.EndRegion([]);
        Builder.Guard(
            condition.Value,
            failure,
            new ThrownException(
                "global::System.ArgumentException",
                arguments.Select(a => (ThrowArgument)new ValueArgument(a.Value)).ToEquatableArray()));
    }

    public Node Compute(Operation operation, params Node[] operands)
        => new(this, Builder.Compute(operation, [.. operands.Select(o => o.Value)]));
}

/// <summary>A value of a <see cref="Sketch"/>.</summary>
internal readonly record struct Node(Sketch Sketch, Value Value)
{
    public ScalarType Type => Sketch.Builder.TypeOf(Value);

    public static Node operator +(Node left, Node right) => left.Binary(BinaryOperator.Add, right);

    public static Node operator -(Node left, Node right) => left.Binary(BinaryOperator.Subtract, right);

    public static Node operator *(Node left, Node right) => left.Binary(BinaryOperator.Multiply, right);

    public static Node operator /(Node left, Node right) => left.Binary(BinaryOperator.Divide, right);

    public static Node operator +(Node left, double right) => left + left.Number(right);

    public static Node operator -(Node left, double right) => left - left.Number(right);

    public static Node operator *(Node left, double right) => left * left.Number(right);

    public static Node operator /(Node left, double right) => left / left.Number(right);

    public static Node operator *(double left, Node right) => right.Number(left) * right;

    public static Node operator -(double left, Node right) => right.Number(left) - right;

    public static Node operator -(Node operand) => operand.Sketch.Compute(new UnaryOperation(UnaryOperator.Negate, operand.Type), operand);

    public static Node operator >(Node left, Node right) => left.Compare(CompareOperator.Greater, right);

    public static Node operator <(Node left, Node right) => left.Compare(CompareOperator.Less, right);

    public static Node operator >(Node left, double right) => left > left.Number(right);

    public static Node operator <(Node left, double right) => left < left.Number(right);

    public Node To(ScalarType type) => Sketch.Compute(new ConvertOperation(Type, type), this);

    public Node Named(string name)
    {
        Sketch.Builder.Name(Value, name, isDeclared: true);
        return this;
    }

    public Node Binary(BinaryOperator binaryOperator, Node right)
        => Sketch.Compute(new BinaryOperation(binaryOperator, Type), this, right);

    private Node Compare(CompareOperator comparison, Node right) => Sketch.Compute(new CompareOperation(comparison, Type), this, right);

    private Node Number(double value) => Sketch.Constant(value, Type);
}
