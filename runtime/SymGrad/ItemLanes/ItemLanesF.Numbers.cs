using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
        => new(Vector256.ConditionalSelect(Vector256.LessThan(left.Values, right.Values), whenLess.Values, otherwise.Values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ItemLanesF IItemNumbers<ItemLanesF, float>.SelectWhereLessOrEqual(ItemLanesF left, ItemLanesF right, ItemLanesF whenLessOrEqual, ItemLanesF otherwise)
        => new(Vector256.ConditionalSelect(Vector256.LessThanOrEqual(left.Values, right.Values), whenLessOrEqual.Values, otherwise.Values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ItemLanesF IItemNumbers<ItemLanesF, float>.SelectWhereEqual(ItemLanesF left, ItemLanesF right, ItemLanesF whenEqual, ItemLanesF otherwise)
        => new(Vector256.ConditionalSelect(Vector256.Equals(left.Values, right.Values), whenEqual.Values, otherwise.Values));
}
