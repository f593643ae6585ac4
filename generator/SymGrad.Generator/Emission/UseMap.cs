using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <summary>Where each value of a function is defined and read.</summary>
internal sealed class UseMap
{
    private readonly ValueMap<Place> definitions;
    private readonly ValueMap<List<Place>> uses;
    private readonly Dictionary<Region, List<Effect>> barriers = new(ByReference.Comparer);
    private readonly HashSet<Value> counters = [];
    private readonly ArrayRoots roots;

    public UseMap(Function function)
    {
        roots = new ArrayRoots(function);
        definitions = new(function);
        uses = new(function);
        Visit(function.Body, null);
    }

    /// <summary>Whether a value is read in a loop that it is not computed in.</summary>
    public bool IsReadInInnerLoop(Value value)
    {
        if (!definitions.TryGetValue(value, out Place definition) || !uses.TryGetValue(value, out List<Place> places))
        {
            return false;
        }

        foreach (Place use in places)
        {
            for (Place? place = use; place is not null && !ReferenceEquals(place.Region, definition.Region); place = place.Outer)
            {
                if (place.Outer is { } outer && outer.Region.Instructions[outer.Position] is Loop)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The memory that an instruction itself reads.</summary>
    public IEnumerable<Value> ReadBy(Instruction instruction) => roots.ReadBy(instruction);

    public int CountOf(Value value) => uses.TryGetValue(value, out List<Place> places) ? places.Count : 0;

    /// <summary>
    /// Whether the one use of a value stands in the region of its definition, with nothing in between that writes to memory it reads, or that
    /// may throw.
    /// </summary>
    public bool CanMoveToUse(Value value, HashSet<Value> read)
    {
        if (!definitions.TryGetValue(value, out Place definition) || uses[value] is not [{ IsInside: false } use]
            || !ReferenceEquals(use.Region, definition.Region))
        {
            return false;
        }

        return !barriers[definition.Region].Any(
            e => e.Position > definition.Position && e.Position < use.Position && (e.MayThrow || e.Written.Overlaps(read)));
    }

    /// <summary>
    /// The positions, in a region, of the instructions that read a value, or read it inside; the number of instructions stands for the yields.
    /// </summary>
    public IEnumerable<int> UsesIn(Region region, Value value)
    {
        if (!uses.TryGetValue(value, out List<Place> places))
        {
            yield break;
        }

        foreach (Place use in places)
        {
            for (Place? place = use; place is not null; place = place.Outer)
            {
                if (ReferenceEquals(place.Region, region))
                {
                    yield return place.Position;
                }
            }
        }
    }

    /// <summary>Whether a value is the index of a counted loop, whose variable belongs to the loop's own header.</summary>
    public bool IsCounter(Value value) => counters.Contains(value);

    public int PositionOf(Value value) => definitions[value].Position;

    public bool IsDefinedIn(Region region, Value value) => definitions.TryGetValue(value, out Place place) && ReferenceEquals(place.Region, region);

    /// <summary>Whether values are defined in one region, or bound by the loop whose body it is.</summary>
    public bool AreInOneRegion(Value value, IEnumerable<Value> others) => definitions.TryGetValue(value, out Place place)
        && others.All(o => ReferenceEquals(definitions[o].Region, place.Region));

    private void Visit(Region region, Place? outer)
    {
        var effects = new List<Effect>();
        barriers[region] = effects;
        for (int i = 0; i < region.Instructions.Count; i++)
        {
            Instruction instruction = region.Instructions[i];
            var place = new Place(region, i, outer);
            Use(instruction.Operands(), place);
            foreach (Value result in instruction.Results())
            {
                definitions[result] = place;
            }

            foreach (Region inner in instruction.Inner())
            {
                Visit(inner, place);
            }

            if (instruction is Loop loop)
            {
                foreach (Value bound in loop.Bound())
                {
                    definitions[bound] = new Place(loop.Body, -1, place);
                }

                if (loop.Header is CountedHeader counted)
                {
                    counters.Add(counted.Index);
                }
            }

            if (instruction is Guard guard)
            {
                Use([.. guard.Exception.Arguments.SelectMany(Regions.Values)], place with { IsInside = true });
            }

            AddEffect(instruction, i, effects);
        }

        Use(region.Yields.Items, new Place(region, region.Instructions.Count, outer));

        void Use(ImmutableArray<Value> values, Place place)
        {
            foreach (Value value in values)
            {
                if (!uses.TryGetValue(value, out List<Place> places))
                {
                    uses.Add(value, places = []);
                }

                places.Add(place);
            }
        }
    }

    private void AddEffect(Instruction instruction, int position, List<Effect> effects)
    {
        if (instruction is Compute or Record or Replay)
        {
            return;
        }

        Instruction[] all = [instruction, .. instruction.Inner().SelectMany(r => r.Flatten())];
        HashSet<Value> written = [.. all.SelectMany(roots.WrittenBy)];
        bool mayThrow = all.Any(a => a is Guard or Check);
        if (mayThrow || written.Count > 0)
        {
            effects.Add(new Effect(position, mayThrow, written));
        }
    }

    /// <summary>What an instruction does beside computing values.</summary>
    private sealed record Effect(int Position, bool MayThrow, HashSet<Value> Written);

    private sealed record Place(Region Region, int Position, Place? Outer, bool IsInside = false);
}
