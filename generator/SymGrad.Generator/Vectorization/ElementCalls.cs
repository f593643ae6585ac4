using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>
/// Loops over elements become calls of the runtime, which goes over several at once. Where multiples or products of elements are added to those of another
/// array, <c>g[i] += c * x[i]</c>, as in most of a gradient with arrays, each element is computed alike and has the same bits. Sums of elements and of
/// products, <c>s += a[i] * x[i]</c>, are made in several sums side by side, where the last bits may be others. Nobody but emission knows such calls.
/// </summary>
internal sealed class ElementCalls : FunctionCopier
{
    /// <summary>A loop that is known to be this short takes no longer than a call.</summary>
    private const int ShortLoop = 4;

    private readonly ArrayRoots roots;
    private readonly Dictionary<Value, ConstantOperation> constants;
    private readonly ISet<Value>? exact;
    private readonly Dictionary<object, ElementLoop> calls = new(ByReference.Comparer);

    private ElementCalls(Function source, FunctionBuilder builder, ISet<Value>? exact)
        : base(source, builder)
    {
        this.exact = exact;
        roots = new ArrayRoots(source);
        constants = source.Body.Flatten().OfType<Compute>().Where(c => c.Operation is ConstantOperation)
            .ToDictionary(c => c.Result, c => (ConstantOperation)c.Operation);
        foreach (Loop loop in source.Body.Flatten().OfType<Loop>())
        {
            if (Find(loop) is { } body)
            {
                calls.Add(loop, body);
            }
        }
    }

    /// <param name="function">A derivative.</param>
    /// <param name="exact">The values that are added up in the order of the loops; null where all are.</param>
    public static Function Apply(Function function, ISet<Value>? exact)
    {
        var found = new ElementCalls(function, new FunctionBuilder(function.Name), exact);
        if (found.calls.Count == 0)
        {
            return function;
        }

        var copier = new ElementCalls(found.WithoutNamesOfStarts(), new FunctionBuilder(function.Name), exact);
        copier.CopyParameters();
        copier.CopyInstructions(copier.Source.Body);
        return copier.Builder.Build(copier.Map(copier.Source.Body.Yields));
    }

    protected override void CopyLoop(Loop loop)
    {
        if (!calls.TryGetValue(loop, out ElementLoop? body))
        {
            base.CopyLoop(loop);
            return;
        }

        foreach (Compute compute in body.Outside)
        {
            Copy(compute);
        }

        var header = (CountedHeader)loop.Header;
        Value length = CountOf(header)?.Constant is { } known ? Builder.Constant(known) : this[header.To];
        for (int i = 0; i < body.Sums.Count; i++)
        {
            Define(loop.Results[i], Add(this[loop.Initial[i]], body.Sums[i], length));
        }

        foreach (ElementUpdate update in body.Updates)
        {
            Write(update, length);
        }
    }

    private ElementLoop? Find(Loop loop)
        => loop.Header is CountedHeader header && CountOf(header) is not null
            && (loop.Results.Count == 0 || (exact is not null && !loop.Results.Any(exact.Contains)))
            && ElementLoop.TryRead(loop) is { } body && AreApart(body)
                ? body
                : null;

    /// <summary>The same function, where the user's name of a sum is that of its result alone, and not of the number that it begins with.</summary>
    private Function WithoutNamesOfStarts()
    {
        Dictionary<Value, int> uses = Source.Body.Flatten().SelectMany(i => i.Operands().Concat(i.Inner().SelectMany(r => r.Yields)))
            .Concat(Source.Body.Yields).GroupBy(v => v).ToDictionary(g => g.Key, g => g.Count());
        HashSet<int> starts = [.. calls.Keys.Cast<Loop>().SelectMany(l => l.Initial).Where(v => uses[v] == 1 && v.Index >= Source.Parameters.Count).Select(v => v.Index)];
        return Source with { Values = Source.Values.Select((v, i) => starts.Contains(i) ? v with { Name = null, IsDeclared = false } : v).ToEquatableArray() };
    }

    /// <summary>What a number is after the sum of elements, or of products of elements, has been added to it.</summary>
    private Value Add(Value initial, ElementSum sum, Value length)
    {
        var arguments = new List<Value>();
        bool hasStarts = sum.Factors.Any(f => f.Start is not null);
        foreach (ElementLine factor in sum.Factors)
        {
            arguments.Add(this[factor.Array]);
            arguments.AddRange(hasStarts ? [Start(factor)] : []);
        }

        arguments.Add(length);
        ScalarType type = Builder.TypeOf(initial);
        Value total = Builder.Compute(
            new ArrayFunctionOperation(type, $"ElementLoops.{(sum.Factors.Count == 1 ? "Sum" : "Dot")}({Placeholders(arguments.Count)})"), [.. arguments]);
        bool isZero = Builder.DefinitionOf(initial)?.Operation is ConstantOperation { Bits: 0 };
        return (isZero, sum.IsSubtracted) switch
        {
            (true, false) => total,
            (true, true) => Negative(total, type),
            _ => Builder.Compute(new BinaryOperation(sum.IsSubtracted ? BinaryOperator.Subtract : BinaryOperator.Add, type), initial, total),
        };
    }

    private void Write(ElementUpdate update, Value length)
    {
        var arguments = new List<Value>();
        bool hasStarts = update.Factors.Prepend(update.Target).Any(r => r.Start is not null);
        void AddStart(ElementLine run) => arguments.AddRange(hasStarts ? [Start(run)] : []);

        AddStart(update.Target);
        if (update.Multiple is { } multiple)
        {
            arguments.Add(update.IsSubtracted ? Negative(this[multiple], Source.TypeOf(update.Target.Array)) : this[multiple]);
        }

        foreach (ElementLine factor in update.Factors)
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
        Builder.ArrayCall(this[update.Target.Array], $"ElementLoops.{method}({Placeholders(arguments.Count + 1)})", arguments);
    }

    private Value Start(ElementLine run) => run.Start is { } start ? this[start] : Builder.Constant(0);

    private static string Placeholders(int count)
        => string.Join(", ", Enumerable.Range(0, count).Select(i => $"{{{i.ToString(CultureInfo.InvariantCulture)}}}"));

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
            && !body.Updates.SelectMany(u => u.Factors).Concat(body.Sums.SelectMany(s => s.Factors)).Any(f => written.Contains(roots.Of(f.Array)))
            && body.Sums.All(s => s.Factors.All(f => Source.TypeOf(f.Array) == Source.TypeOf(s.Result)) && Source.TypeOf(s.Result) is ScalarType.Double or ScalarType.Single)
            && body.Updates.All(u => u.Factors.All(f => Source.TypeOf(f.Array) == Source.TypeOf(u.Target.Array)))
            && body.Updates.All(u => Source.TypeOf(u.Target.Array) is ScalarType.Double or ScalarType.Single);
    }
}
