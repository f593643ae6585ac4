using System;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>
/// Where a loss may throw. An objective that has summed the coefficients of an affine loss no longer looks at the items, so it would skip
/// an exception that θ decides; what data alone decide is thrown while the coefficients are summed.
/// </summary>
internal sealed class ExceptionPaths
{
    private readonly Function function;
    private readonly ReadSets reads;

    private ExceptionPaths(Function function, ReadSets reads)
    {
        this.function = function;
        this.reads = reads;
    }

    /// <summary>The first instruction at which θ, as the loss is written, decides if or what it throws; null where there is none.</summary>
    public static Instruction? FindDecidedByTheta(Function function, ReadSets reads)
        => new ExceptionPaths(function, reads).Find(function.Body, isChosenByTheta: false);

    private Instruction? Find(Region region, bool isChosenByTheta)
        => region.Instructions.Items.Select(i => Find(i, isChosenByTheta)).FirstOrDefault(i => i is not null);

    private Instruction? Find(Instruction instruction, bool isChosenByTheta)
    {
        switch (instruction)
        {
            case Compute compute:
                return MayThrow(compute.Operation) && (isChosenByTheta || IsDecidedByTheta(compute)) ? compute : null;
            case Store store:
                return isChosenByTheta || DecidesByTheta(store.Index) || DecidesByTheta(store.Array) ? store : null;
            case Branch branch:
                bool isChoice = isChosenByTheta || ReadsTheta(branch.Condition);
                return Find(branch.Then, isChoice) ?? Find(branch.Else, isChoice);
            case Loop loop:
                bool isCount = isChosenByTheta || reads.OfCount(loop).Overlaps(reads.Theta);
                return (loop.Header is WhileHeader header ? Find(header.Condition, isCount) : null) ?? Find(loop.Body, isCount);
            case Guard guard:
                bool isDecided = isChosenByTheta
                    || ReadsTheta(guard.Condition)
                    || guard.Exception.Arguments.Items.SelectMany(a => a.Values()).Any(ReadsTheta);
                return isDecided ? guard : Find(guard.Failure, isChosenByTheta: false);
            case Check check:
                return isChosenByTheta || check.Operands().Any(ReadsTheta) ? check : null;
            default:
                throw new InvalidOperationException($"The analysis of exceptions has no case for {instruction.GetType().Name}.");
        }
    }

    /// <summary>Whether some operands make an operation throw; with arrays, an index out of range or a negative length.</summary>
    private static bool MayThrow(Operation operation)
        => operation.MayThrow || operation is ElementOperation or SliceOperation or AllocateOperation or CallOperation;

    /// <summary>A call may throw because of the elements of an array too.</summary>
    private bool IsDecidedByTheta(Compute compute)
        => compute.Operands.Any(compute.Operation is CallOperation ? ReadsTheta : DecidesByTheta);

    /// <summary>Whether θ can change what an operand does to whether an exception is thrown: of an array, its place and length.</summary>
    private bool DecidesByTheta(Value operand)
        => function.IsArray(operand) ? reads.OfPlace(operand).Overlaps(reads.Theta) : ReadsTheta(operand);

    private bool ReadsTheta(Value value) => reads.Of(value).Overlaps(reads.Theta);
}
