using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SymGrad;

/// <content>What is written once for both precisions needs.</content>
public readonly partial struct ItemLanes : IItemNumbers<ItemLanes, double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ItemLanes IItemNumbers<ItemLanes, double>.Create(double value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ItemLanes IItemNumbers<ItemLanes, double>.WithSignOf(ItemLanes sign, ItemLanes x) => new(x.Values ^ (sign.Values & Vector512.Create(-0.0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ItemLanes IItemNumbers<ItemLanes, double>.SelectWhereLess(ItemLanes left, ItemLanes right, ItemLanes whenLess, ItemLanes otherwise)
        => SelectWhereLess(left, right, whenLess, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ItemLanes IItemNumbers<ItemLanes, double>.SelectWhereLessOrEqual(ItemLanes left, ItemLanes right, ItemLanes whenLessOrEqual, ItemLanes otherwise)
        => new(Vector512.ConditionalSelect(Vector512.LessThanOrEqual(left.Values, right.Values), whenLessOrEqual.Values, otherwise.Values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ItemLanes IItemNumbers<ItemLanes, double>.SelectWhereEqual(ItemLanes left, ItemLanes right, ItemLanes whenEqual, ItemLanes otherwise)
        => SelectWhereEqual(left, right, whenEqual, otherwise);
}
