using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Hoisting;

/// <summary>What the results of early work are called: as the user called them, or by what they are.</summary>
internal sealed class ResultNames
{
    private readonly Function loss;
    private readonly string unknown;
    private readonly ValueMap<Compute> definitions;
    private readonly HashSet<string> taken;

    /// <param name="loss">The loss.</param>
    /// <param name="unknown">What a result is called that is nothing in particular.</param>
    /// <param name="others">Names that have been given already.</param>
    public ResultNames(Function loss, string unknown, params IEnumerable<string> others)
    {
        this.unknown = unknown;
        this.loss = loss;
        definitions = loss.Computes();
        taken = [.. loss.Parameters.Select(p => p.Name), .. ShortNames.Types.Keys, .. others];
    }

    public string NameOf(Value value)
    {
        string wanted = loss.Values[value.Index].Name ?? Describe(value);
        string name = wanted;
        for (int number = 2; !taken.Add(name); number++)
        {
            name = (char.IsDigit(wanted[wanted.Length - 1]) ? wanted + "_" : wanted) + number.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }

    private string Describe(Value value) => definitions.TryGetValue(value, out Compute? compute)
        ? compute.Operation switch
        {
            FunctionOperation call => Of(call.Rule.Substring(call.Rule.LastIndexOf('.') + 1), compute.Operands[0]),
            BinaryOperation { Operator: BinaryOperator.Divide } when loss.Values[compute.Operands[0].Index].Name is not null => Of("QuotientOf", compute.Operands[0]),
            _ => unknown,
        }
        : unknown;

    /// <summary>As in expMargin, when the operand has a name.</summary>
    private string Of(string what, Value operand)
    {
        string camel = char.ToLowerInvariant(what[0]) + what.Substring(1);
        return loss.Values[operand.Index].Name is { Length: > 0 } name ? camel + char.ToUpperInvariant(name[0]) + name.Substring(1) : camel;
    }
}
