using System;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>What a method returned, or what it threw.</summary>
internal readonly record struct Outcome<T>(T Result, Exception? Thrown);
