using System;

namespace SymGrad;

/// <content>Functions that <see cref="double"/> has and <see cref="Math"/> has not, and logarithms to any base.</content>
public static partial class ItemGroups
{
    /// <summary><see cref="ItemLanes.SinPi(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void SinPi(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<SinPiFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.CosPi(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void CosPi(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<CosPiFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.TanPi(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void TanPi(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<TanPiFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.AsinPi(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void AsinPi(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<AsinPiFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.AcosPi(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void AcosPi(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<AcosPiFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.AtanPi(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void AtanPi(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<AtanPiFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.ExpM1(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void ExpM1(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<LessOne<ExpFunction>>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Exp2M1(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Exp2M1(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<LessOne<Exp2Function>>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Exp10M1(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Exp10M1(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<LessOne<Exp10Function>>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.LogP1(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void LogP1(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<OfOneMore<LogFunction>>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Log2P1(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Log2P1(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<OfOneMore<Log2Function>>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Log10P1(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Log10P1(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<OfOneMore<Log10Function>>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Atan2Pi"/> of several groups.</summary>
    /// <param name="y">The second coordinates.</param>
    /// <param name="x">The first coordinates.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The arguments differ in length, or the destination is shorter, or overlaps an argument without being the same memory.</exception>
    public static void Atan2Pi(ReadOnlySpan<ItemLanes> y, ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination)
        => Elementwise.ApplyToPairs<Atan2PiFunction>(Numbers(y), Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Log(ItemLanes, ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="newBase">The base of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The arguments differ in length, or the destination is shorter, or overlaps an argument without being the same memory.</exception>
    public static void Log(ReadOnlySpan<ItemLanes> x, ReadOnlySpan<ItemLanes> newBase, Span<ItemLanes> destination)
        => Elementwise.ApplyToPairs<LogBaseFunction>(Numbers(x), Numbers(newBase), Numbers(destination));

    /// <summary><see cref="ItemLanes.RootN"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="n">Which root: integers of type int.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The arguments differ in length, or the destination is shorter, or overlaps an argument without being the same memory.</exception>
    public static void RootN(ReadOnlySpan<ItemLanes> x, ReadOnlySpan<ItemLanes> n, Span<ItemLanes> destination)
    {
        Elementwise.CheckEqual(x, n);
        Elementwise.Checked(n, destination, nameof(n));
        destination = Elementwise.Checked(x, destination, nameof(x));
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = ItemLanes.RootN(x[i], n[i]);
        }
    }
}
