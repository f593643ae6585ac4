using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>
/// Loops that add multiples or products of elements to those of another array, <c>g[i] += c * x[i]</c>, as most of a gradient with arrays does, become
/// calls of the runtime, which does so for several elements at once. Each element is computed alike, and so has the same bits. Nobody but emission knows
/// such calls.
/// </summary>
internal sealed class ElementUpdates : FunctionCopier
{
    /// <summary>A loop that is known to be this short takes no longer than a call.</summary>
    private const int ShortLoop = 4;

    private readonly ArrayRoots roots;
    private readonly Dictionary<Value, ConstantOperation> constants;

    private ElementUpdates(Function source, FunctionBuilder builder)
        : base(source, builder)
    {
        roots = new ArrayRoots(source);
        constants = source.Body.Flatten().OfType<Compute>().Where(c => c.Operation is ConstantOperation)
            .ToDictionary(c => c.Result, c => (ConstantOperation)c.Operation);
    }

    public static Function Apply(Function function)
    {
        if (!function.Body.Flatten().Any(i => i is Loop))
        {
            return function;
        }

        var builder = new FunctionBuilder(function.Name);
        var copier = new ElementUpdates(function, builder);
        copier.CopyParameters();
        copier.CopyInstructions(function.Body);
        return builder.Build(copier.Map(function.Body.Yields));
    }

    protected override void CopyLoop(Loop loop)
    {
        if (loop is not { Results.Count: 0, Header: CountedHeader header } || CountOf(header) is not { } count
            || ElementLoop.TryRead(loop, header) is not { } body || !AreApart(body))
        {
            base.CopyLoop(loop);
            return;
        }

        foreach (Compute compute in body.Outside)
        {
            Copy(compute);
        }

        Value length = count.Constant is { } known ? Builder.Constant(known) : this[header.To];
        foreach (ElementUpdate update in body.Updates)
        {
            Write(update, length);
        }
    }

    private void Write(ElementUpdate update, Value length)
    {
        var arguments = new List<Value>();
        bool hasStarts = update.Factors.Prepend(update.Target).Any(r => r.Start is not null);
        void AddStart(ElementRun run)
        {
            if (hasStarts)
            {
                arguments.Add(run.Start is { } start ? this[start] : Builder.Constant(0));
            }
        }

        AddStart(update.Target);
        if (update.Multiple is { } multiple)
        {
            arguments.Add(update.IsSubtracted ? Negative(this[multiple], Source.TypeOf(update.Target.Array)) : this[multiple]);
        }

        foreach (ElementRun factor in update.Factors)
        {
            arguments.Add(this[factor.Array]);
            AddStart(factor);
        }

        arguments.Add(length);
        string method = update switch
        {
            { Multiple: not null } => "AddMultiples",
            { IsSubtracted: true, Factors.Count: 1 } => "Subtract",
            { Factors.Count: 1 } => "Add",
            { IsSubtracted: true } => "SubtractProducts",
            _ => "AddProducts",
        };
        string placeholders = string.Join(", ", Enumerable.Range(0, arguments.Count + 1).Select(i => $"{{{i.ToString(CultureInfo.InvariantCulture)}}}"));
        Builder.ArrayCall(this[update.Target.Array], $"ElementLoops.{method}({placeholders})", arguments);
    }

    private Value Negative(Value factor, ScalarType type) => Builder.DefinitionOf(factor) switch
    {
        { Operation: ConstantOperation constant } => Builder.Constant(-constant.ToDouble(), type),
        { Operation: UnaryOperation { Operator: UnaryOperator.Negate } } negation => negation.Operands[0],
        _ => Builder.Compute(new UnaryOperation(UnaryOperator.Negate, type), factor),
    };

    /// <summary>How many elements a loop goes over, from the first: a number, or its bound; null for any other loop, and for very short ones.</summary>
    private (int? Constant, bool IsBound)? CountOf(CountedHeader header)
    {
        if (header is not { Step: 1, StepsFirst: false } || Source.TypeOf(header.Index) != ScalarType.Int32
            || !constants.TryGetValue(header.From, out ConstantOperation? from) || from.Bits != 0)
        {
            return null;
        }

        if (constants.TryGetValue(header.To, out ConstantOperation? to))
        {
            long count = header.Comparison switch
            {
                CompareOperator.Less => to.Bits,
                CompareOperator.LessOrEqual => to.Bits + 1,
                _ => 0,
            };
            return count is > ShortLoop and <= int.MaxValue ? ((int)count, false) : null;
        }

        return header.Comparison == CompareOperator.Less ? (null, true) : null;
    }

    /// <summary>Whether no element that is added to is read by another update, so that it does not matter in which order they come.</summary>
    private bool AreApart(ElementLoop body)
    {
        List<Value> written = [.. body.Updates.Select(u => roots.Of(u.Target.Array))];
        return written.Distinct().Count() == written.Count
            && !body.Updates.SelectMany(u => u.Factors).Any(f => written.Contains(roots.Of(f.Array)))
            && body.Updates.All(u => u.Factors.All(f => Source.TypeOf(f.Array) == Source.TypeOf(u.Target.Array)))
            && body.Updates.All(u => Source.TypeOf(u.Target.Array) is ScalarType.Double or ScalarType.Single);
    }
}
