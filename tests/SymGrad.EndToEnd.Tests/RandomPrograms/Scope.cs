using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace SymGrad.EndToEnd.Tests.RandomPrograms;

/// <summary>A function that expressions may call, with the number of real arguments it takes.</summary>
internal readonly record struct Callable(string Name, int Arity, bool ReturnsPair);

/// <summary>A variable in scope.</summary>
internal readonly record struct Variable(string Name, Kind Kind, bool IsAssignable);

/// <summary>What a random expression or statement may refer to.</summary>
/// <param name="Variables">The variables.</param>
/// <param name="Callables">Helpers and local functions.</param>
/// <param name="Depth">How deep the block is nested: names of a depth have their own letter, so that sibling blocks redeclare them.</param>
/// <param name="Declared">How many names the current block has declared.</param>
internal sealed record Scope(ImmutableArray<Variable> Variables, ImmutableArray<Callable> Callables, int Depth, int Declared)
{
    private const string Letters = "uvwpqrst";

    public IEnumerable<Variable> OfKind(Kind kind) => Variables.Where(v => v.Kind == kind);

    public IEnumerable<Variable> Assignable(Kind kind) => Variables.Where(v => v.Kind == kind && v.IsAssignable);

    /// <summary>The name of the next declaration.</summary>
    public string NextName(int ahead = 0)
        => string.Create(CultureInfo.InvariantCulture, $"{Letters[Depth % Letters.Length]}{Declared + ahead}");

    public Scope Declare(Kind kind, bool isAssignable) => this with
    {
        Variables = Variables.Add(new(NextName(), kind, isAssignable)),
        Declared = Declared + 1,
    };

    public Scope DeclareFunction(int arity) => this with
    {
        Callables = Callables.Add(new(NextName(), arity, ReturnsPair: false)),
        Declared = Declared + 1,
    };

    /// <summary>The scope of a nested block.</summary>
    public Scope Nested() => this with { Depth = Depth + 1, Declared = 0 };
}
