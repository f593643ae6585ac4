using System;
using FsCheck;
using FsCheck.Fluent;

namespace SymGrad.EndToEnd.Tests.RandomPrograms;

/// <summary>Recursive generators are built only when they are drawn from; otherwise their number grows exponentially with depth.</summary>
internal static class Lazily
{
    public static Gen<T> Generate<T>(Func<Gen<T>> create) => Gen.Constant(0).SelectMany(_ => create());
}
