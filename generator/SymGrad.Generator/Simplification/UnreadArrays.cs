using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification;

/// <summary>
/// Removes what is left of a computation that another one has taken the place of: values that nobody needs, and local arrays that are stored to and not read.
/// Reads and stores stay unless a loop goes over the very elements that there are: then none of them throws.
/// </summary>
internal sealed class UnreadArrays : FunctionCopier
{
    private readonly WholeArrays whole;
    private readonly Stack<CountedHeader> headers = new();
    private readonly HashSet<Value> read;
    private readonly Dictionary<Value, Value> lengths;

    private UnreadArrays(Function source, FunctionBuilder builder)
        : base(source, builder)
    {
        whole = new WholeArrays(source, new ArrayRoots(source));
        List<Instruction> all = [.. source.Body.Flatten()];
        read =
        [
            .. all.Where(i => i is not (Store or Compute { Operation: LengthOperation })).SelectMany(i => i.Operands()),
            .. all.SelectMany(i => i.Inner()).SelectMany(r => r.Yields),
            .. source.Body.Yields,
        ];
        lengths = all.OfType<Compute>().Where(c => c.Operation is AllocateOperation { Filling: null }).ToDictionary(c => c.Result, c => c.Operands[0]);
    }

    public static Function Remove(Function function)
    {
        for (int count = -1; count != function.Body.Flatten().Count();)
        {
            count = function.Body.Flatten().Count();
            var builder = new FunctionBuilder(function.Name);
            var copier = new UnreadArrays(function, builder);
            copier.CopyParameters();
            copier.CopyInstructions(function.Body);
            function = DeadCode.Remove(builder.Build([.. copier.Map(function.Body.Yields)]), KeptReads.All);
        }

        return function;
    }

    protected override void Copy(Instruction instruction)
    {
        switch (instruction)
        {
            case Store store when lengths.ContainsKey(store.Array) && !read.Contains(store.Array) && IsThere(store.Array, store.Index):
                break;
            case Compute { Operation: LengthOperation } length when lengths.TryGetValue(length.Operands[0], out Value known):
                Define(length.Result, this[known]);
                break;
            case Compute { Operation: ElementOperation } element when IsThere(element.Operands[0], element.Operands[1]):
                Define(element.Result, Builder.Compute(element.Operation, isRepeated: true, MapAll(element.Operands)));
                break;
            default:
                base.Copy(instruction);
                break;
        }
    }

    protected override void CopyLoop(Loop loop)
    {
        if (loop.Header is not CountedHeader header)
        {
            base.CopyLoop(loop);
            return;
        }

        headers.Push(header);
        base.CopyLoop(loop);
        headers.Pop();
    }

    private bool IsThere(Value array, Value index) => headers.Any(h => h.Index == index && whole.GoesOver(h, array));
}
