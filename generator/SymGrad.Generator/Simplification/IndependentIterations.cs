using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification;

/// <summary>
/// Lets a loop of the reverse sweep run forwards where its iterations do not depend on each other's order: where they only add to sums and to
/// elements, and undo and replay nothing. That is how one writes it by hand, and memory is read in the order in which it lies.
/// </summary>
internal static class IndependentIterations
{
    public static Function Apply(Function function)
    {
        var builder = new FunctionBuilder(function.Name);
        var copier = new Copier(function, builder);
        copier.CopyParameters();
        copier.CopyInstructions(function.Body);
        return builder.Build(copier.Map(function.Body.Yields));
    }

    private sealed class Copier(Function source, FunctionBuilder builder) : FunctionCopier(source, builder)
    {
        private readonly ArrayRoots roots = new(source);
        private readonly Dictionary<Value, int> uses = source.Body.Flatten().SelectMany(i => i.Operands().Concat(i.Inner().SelectMany(r => r.Yields)))
            .Concat(source.Body.Yields).GroupBy(v => v).ToDictionary(g => g.Key, g => g.Count());
        private readonly ValueMap<Compute> computes = source.Computes();

        protected override void CopyLoop(Loop loop) => base.CopyLoop(
            loop.Header is CountedHeader { IsReversal: true, Step: -1 } header && AreIndependent(loop)
                ? loop with { Header = Forwards(header) }
                : loop);

        /// <summary>From the last bound up to the first: to n when the loop begins with n − 1.</summary>
        private CountedHeader Forwards(CountedHeader header)
            => header.StepsFirst ? new CountedHeader(header.Index, header.To, header.From, CompareOperator.Less, 1)
                : computes.TryGetValue(header.From, out Compute? from)
                && from.Operation is BinaryOperation { Operator: BinaryOperator.Subtract }
                && computes.TryGetValue(from.Operands[1], out Compute? one) && one.Operation is ConstantOperation { Bits: 1 }
                    ? new CountedHeader(header.Index, header.To, from.Operands[0], CompareOperator.Less, 1)
                    : new CountedHeader(header.Index, header.To, header.From, CompareOperator.LessOrEqual, 1);

        private bool AreIndependent(Loop loop)
        {
            if (!Enumerable.Range(0, loop.Results.Count).All(i => RunningSum.IsOne(loop, i)))
            {
                return false;
            }

            Instruction[] body = [.. loop.Body.Flatten()];
            HashSet<Value> own = [.. body.OfType<Compute>().Where(c => c.Operation is AllocateOperation).Select(c => c.Result)];
            HashSet<Value> added = [];
            HashSet<Value> readInAdding = [];
            foreach (Store store in body.OfType<Store>().Where(s => !own.Contains(roots.Of(s.Array))))
            {
                if (AddedTo(store) is not { } element)
                {
                    return false;
                }

                added.Add(roots.Of(store.Array));
                readInAdding.Add(element);
            }

            return body.All(i => i is not (Record or Replay or Guard or Check or PullbackCall or Compute { MayThrow: true } or Compute { Operation: CallOperation or ArrayFunctionOperation or AllocateOperation { Filling: not null } }))
                && !body.OfType<Compute>().Any(c => c.Operation is ElementOperation
                    && added.Contains(roots.Of(c.Operands[0])) && !readInAdding.Contains(c.Result));
        }

        /// <summary>The element that a store adds to, read for nothing else; null for a store that does anything else.</summary>
        private Value? AddedTo(Store store)
        {
            if (store.Purpose != StorePurpose.Result
                || !computes.TryGetValue(store.Stored, out Compute? sum)
                || sum.Operation is not BinaryOperation { Operator: BinaryOperator.Add or BinaryOperator.Subtract }
                || !computes.TryGetValue(sum.Operands[0], out Compute? element)
                || element.Operation is not ElementOperation
                || element.Operands[0] != store.Array
                || element.Operands[1] != store.Index)
            {
                return null;
            }

            return uses[element.Result] == 1 ? element.Result : null;
        }
    }
}
