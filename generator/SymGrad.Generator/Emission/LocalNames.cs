using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <summary>Names for the locals of one method: the user's where there is one, otherwise one that says what the value is.</summary>
internal sealed class LocalNames
{
    private const int LongestSpeakingName = 24;

    private readonly Function function;
    private readonly NameAllocator allocator = new();
    private readonly Dictionary<Value, string> names = [];

    private readonly MethodFrame frame;

    public LocalNames(Function function, MethodFrame frame)
    {
        this.function = function;
        this.frame = frame;
        foreach (string name in frame.Names)
        {
            allocator.Reserve(name);
        }

        foreach (string shortName in ShortNames.Types.Keys)
        {
            allocator.Reserve(shortName);
        }

        for (int i = 0; i < function.Parameters.Count; i++)
        {
            allocator.Reserve(function.Parameters[i].Name);
            names[new Value(i)] = function.Parameters[i].Name;
        }
    }

    /// <summary>The name of a value that is a parameter or has been declared, escaped; how it is read, for a part of a parameter.</summary>
    public string this[Value value] => value.Index < function.Parameters.Count && frame.Reads.TryGetValue(names[value], out string? read)
        ? read
        : NameAllocator.Escape(names[value]);

    public bool Contains(Value value) => names.ContainsKey(value);

    /// <summary>Names a value that becomes a local.</summary>
    public string Declare(Value value, string meaning)
    {
        names.Add(value, allocator.Allocate(function.Values[value.Index].Name ?? meaning));
        return this[value];
    }

    /// <summary>A name for something that is not a value of the function.</summary>
    public string Allocate(string wanted) => NameAllocator.Escape(allocator.Allocate(wanted));

    public void BeginScope() => allocator.BeginScope();

    public void EndScope() => allocator.EndScope();

    /// <summary>Lets a value live in the variable of another one.</summary>
    public void Share(Value value, Value other) => names.Add(value, names[other]);

    /// <summary>What to call the result of an operation that nobody named.</summary>
    public string Describe(Compute compute) => compute.Operation switch
    {
        FunctionOperation call => Combine(Camel(call.Rule.Substring(call.Rule.LastIndexOf('.') + 1)), compute.Operands[0]),
        UserFunctionOperation => "partial",
        CallOperation call => Camel(NameIn(call.Spelling)),
        ArrayFunctionOperation call => Camel(NameIn(call.Spelling)),
        UnaryOperation { Operator: UnaryOperator.Negate } => Combine("minus", compute.Operands[0]),
        ElementOperation => Suffix(compute.Operands[0], "Element"),
        SliceOperation => Suffix(compute.Operands[0], "Slice"),
        AllocateOperation => "array",
        BinaryOperation { Type: ScalarType.Int32, Operator: BinaryOperator.Multiply } => "offset",
        BinaryOperation { Type: ScalarType.Int32, Operator: BinaryOperator.Add or BinaryOperator.Subtract } => "index",
        BinaryOperation binary => binary.Operator switch
        {
            BinaryOperator.Add => "sum",
            BinaryOperator.Subtract => "difference",
            BinaryOperator.Multiply => compute.Operands[0] == compute.Operands[1] ? Combine("squared", compute.Operands[0]) : "product",
            BinaryOperator.Divide => "quotient",
            BinaryOperator.Remainder => "remainder",
            _ => "bits",
        },
        CompareOperation or UnaryOperation => "condition",
        ConvertOperation => Combine("converted", compute.Operands[0]),
        SelectOperation => "selected",
        _ => "constant",
    };

    /// <summary>As in expMargin, when the operand has a name and the whole stays short.</summary>
    private string Combine(string what, Value operand)
    {
        string? name = Contains(operand) ? names[operand] : function.Values[operand.Index].Name;
        bool isSpeaking = name is { Length: > 0 } && what.Length + name.Length <= LongestSpeakingName;
        return isSpeaking ? what + char.ToUpper(name![0], CultureInfo.InvariantCulture) + name.Substring(1) : what;
    }

    private string Suffix(Value array, string what)
    {
        string? name = Contains(array) ? names[array] : function.Values[array.Index].Name;
        return name is { Length: > 0 } && what.Length + name.Length <= LongestSpeakingName ? name + what : char.ToLowerInvariant(what[0]) + what.Substring(1);
    }

    private static string NameIn(string spelling) => spelling.Substring(0, spelling.IndexOfAny(['(', '<'])).Split('.').Last();

    private static string Camel(string name) => new([.. name.Select((c, i) => i == 0 || name.Take(i + 1).All(char.IsUpper) ? char.ToLowerInvariant(c) : c)]);
}
