using System;
using System.Numerics;

namespace SymGrad;

/// <summary>A number of each of eight items: what is written over it is the same in both precisions.</summary>
/// <typeparam name="TSelf">The type itself: nothing but the eight numbers.</typeparam>
/// <typeparam name="T">The type of a number.</typeparam>
internal interface IItemNumbers<TSelf, T>
    where TSelf : struct, IItemNumbers<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    T this[int lane] { get; }

    static abstract TSelf Create(T value);

    static abstract TSelf Load(ReadOnlySpan<T> items, int start);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf operand);

    static abstract TSelf Abs(TSelf x);

    /// <summary>A number, or the one of the opposite sign where the sign of another is negative.</summary>
    static abstract TSelf WithSignOf(TSelf sign, TSelf x);

    static abstract TSelf FusedMultiplyAdd(TSelf x, TSelf y, TSelf z);

    /// <summary>Selects by a comparison, in one step (<see cref="ILanes{TSelf}.SelectWhereLess"/>).</summary>
    static abstract TSelf SelectWhereLess(TSelf left, TSelf right, TSelf whenLess, TSelf otherwise);

    /// <inheritdoc cref="SelectWhereLess"/>
    static abstract TSelf SelectWhereLessOrEqual(TSelf left, TSelf right, TSelf whenLessOrEqual, TSelf otherwise);

    /// <inheritdoc cref="SelectWhereLess"/>
    static abstract TSelf SelectWhereEqual(TSelf left, TSelf right, TSelf whenEqual, TSelf otherwise);
}
