using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SymGrad;

/// <content>What is written once for both precisions needs.</content>
public readonly partial struct ItemLanesF : IItemNumbers<ItemLanesF, float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ItemLanesF IItemNumbers<ItemLanesF, float>.Create(float value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ItemLanesF IItemNumbers<ItemLanesF, float>.WithSignOf(ItemLanesF sign, ItemLanesF x) => new(x.Values ^ (sign.Values & Vector256.Create(-0.0f)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ItemLanesF IItemNumbers<ItemLanesF, float>.SelectWhereLess(ItemLanesF left, ItemLanesF right, ItemLanesF whenLess, ItemLanesF otherwise)
        => new(Choose(Vector256.LessThan(left.Values, right.Values), whenLess.Values, otherwise.Values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ItemLanesF IItemNumbers<ItemLanesF, float>.SelectWhereLessOrEqual(ItemLanesF left, ItemLanesF right, ItemLanesF whenLessOrEqual, ItemLanesF otherwise)
        => new(Choose(Vector256.LessThanOrEqual(left.Values, right.Values), whenLessOrEqual.Values, otherwise.Values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ItemLanesF IItemNumbers<ItemLanesF, float>.SelectWhereEqual(ItemLanesF left, ItemLanesF right, ItemLanesF whenEqual, ItemLanesF otherwise)
        => new(Choose(Vector256.Equals(left.Values, right.Values), whenEqual.Values, otherwise.Values));

    /// <summary>Selects by a mask of whole lanes: in one operation where there is one for any three vectors of bits, because the one for masks is three on some of those processors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Choose(Vector256<float> mask, Vector256<float> whenTrue, Vector256<float> whenFalse)
        => Avx512F.VL.IsSupported ? Avx512F.VL.TernaryLogic(mask, whenTrue, whenFalse, 0xCA) : Vector256.ConditionalSelect(mask, whenTrue, whenFalse);
}
