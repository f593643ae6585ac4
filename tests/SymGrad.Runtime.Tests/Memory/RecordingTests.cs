using System;
using System.Collections.Generic;
using Xunit;

namespace SymGrad.Runtime.Tests.Memory;

/// <summary>Recordings give back what was put in, in the opposite order, however they grow.</summary>
public sealed class RecordingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void Values_come_back_in_the_opposite_order(long capacity)
    {
        using var scope = new WorkspaceScope(new Workspace());
        Recording<double> recording = scope.Record<double>(capacity);
        for (int i = 0; i < 1000; i++)
        {
            recording.Push(i);
            Assert.Equal(i + 1, recording.Count);
        }

        for (int i = 999; i >= 0; i--)
        {
            Assert.Equal(i, recording.Pop());
        }

        Assert.Equal(0, recording.Count);
    }

    [Fact]
    public void Recordings_of_any_type_and_any_order_agree_with_stacks()
    {
        var workspace = new Workspace();
        var random = new Random(5);
        for (int round = 0; round < 20; round++)
        {
            using var scope = new WorkspaceScope(workspace);
            Recording<bool> flags = scope.Record<bool>(random.Next(3));
            Recording<(int, int, int)> triples = scope.Record<(int, int, int)>(random.Next(100));
            Recording<decimal> wide = scope.Record<decimal>(0);
            Stack<bool> expectedFlags = [];
            Stack<(int, int, int)> expectedTriples = [];
            Stack<decimal> expectedWide = [];
            for (int i = 0; i < 3000; i++)
            {
                bool isPush = random.Next(5) < 3;
                int which = random.Next(3);
                if (isPush)
                {
                    Push(which, i, ref flags, ref triples, ref wide);
                    Push(which, i, expectedFlags, expectedTriples, expectedWide);
                }
                else
                {
                    AssertPop(which, ref flags, ref triples, ref wide, expectedFlags, expectedTriples, expectedWide);
                }
            }

            Assert.Equal((expectedFlags.Count, expectedTriples.Count, expectedWide.Count), (flags.Count, triples.Count, wide.Count));
            for (int which = 0; which < 3; which++)
            {
                for (int i = 0; i < 3000; i++)
                {
                    AssertPop(which, ref flags, ref triples, ref wide, expectedFlags, expectedTriples, expectedWide);
                }
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Blocks_come_back_in_the_opposite_order(int capacity)
    {
        using var scope = new WorkspaceScope(new Workspace());
        Recording<double> recording = scope.Record<double>(capacity);
        for (int length = -2; length < 50; length++)
        {
            Span<double> block = recording.PushBlock(length);
            Assert.Equal(Math.Max(length, 0), block.Length);
            block.Fill(length);
        }

        for (int length = 49; length >= -2; length--)
        {
            double[] expected = new double[Math.Max(length, 0)];
            Array.Fill(expected, length);
            Assert.Equal(expected, recording.PopBlock(length).ToArray());
        }

        Assert.Equal(0, recording.Count);
    }

    [Fact]
    public void Blocks_larger_than_any_array_or_than_what_is_left_are_refused()
    {
        Assert.Throws<OverflowException>(() =>
        {
            using var scope = new WorkspaceScope(new Workspace());
            scope.Record<double>(0).PushBlock(1L << 40);
        });
        var thrown = Assert.Throws<InvalidOperationException>(() =>
        {
            using var scope = new WorkspaceScope(new Workspace());
            Recording<double> recording = scope.Record<double>(0);
            recording.PushBlock(3);
            recording.PopBlock(4);
        });
        Assert.Equal("More values were taken from a recording than were added to it.", thrown.Message);
    }

    [Fact]
    public void What_recordings_have_grown_into_is_used_again_by_the_next_call()
    {
        var workspace = new Workspace();
        long capacity = 0;
        for (int call = 0; call < 5; call++)
        {
            using var scope = new WorkspaceScope(workspace);
            Recording<double> first = scope.Record<double>(16);
            Recording<double> second = scope.Record<double>(16);
            for (int i = 0; i < 1000; i++)
            {
                first.Push(i);
                second.PushBlock(i % 5);
            }

            capacity = call == 0 ? workspace.Capacity : capacity;
        }

        Assert.Equal(capacity, workspace.Capacity);
    }

    [Fact]
    public void Growth_inside_a_marked_region_outlives_it()
    {
        using var scope = new WorkspaceScope(new Workspace());
        Recording<double> recording = scope.Record<double>(2);
        for (int i = 0; i < 500; i++)
        {
            WorkspaceMark mark = scope.Mark();
            scope.Take<double>(100).Fill(-1);
            recording.Push(i);
            scope.Release(mark);
            scope.Take<double>(1).Fill(-2);
        }

        for (int i = 499; i >= 0; i--)
        {
            Assert.Equal(i, recording.Pop());
        }
    }

    [Fact]
    public void Growth_of_recordings_started_inside_a_marked_region_is_used_again()
    {
        var workspace = new Workspace();
        using var scope = new WorkspaceScope(workspace);
        long capacity = 0;
        for (int i = 0; i < 1000; i++)
        {
            WorkspaceMark mark = scope.Mark();
            Recording<int> recording = scope.Record<int>(0);
            for (int j = 0; j < 300; j++)
            {
                recording.Push(j);
            }

            scope.Release(mark);
            capacity = i == 0 ? workspace.Capacity : capacity;
        }

        Assert.Equal(capacity, workspace.Capacity);
    }

    [Fact]
    public void Recording_of_an_outer_scope_may_be_read_but_not_grow_while_an_inner_one_is_open()
    {
        var workspace = new Workspace();
        using var outer = new WorkspaceScope(workspace);
        Recording<int> recording = outer.Record<int>(2);
        recording.Push(1);
        using (var inner = new WorkspaceScope(workspace))
        {
            Recording<int> own = inner.Record<int>(0);
            own.Push(5);
            recording.Push(2);
            Assert.Equal(2, recording.Pop());
        }

        recording.Push(2);
        recording.Push(3);
        Assert.Equal((3, 2, 1), (recording.Pop(), recording.Pop(), recording.Pop()));
        var thrown = Assert.Throws<InvalidOperationException>(() =>
        {
            var another = new Workspace();
            using var scope = new WorkspaceScope(another);
            Recording<int> full = scope.Record<int>(0);
            using var within = new WorkspaceScope(another);
            full.Push(1);
        });
        Assert.Equal("A recording can grow only while the scope that it was started in is the innermost one.", thrown.Message);
    }

    [Fact]
    public void Recording_does_not_grow_after_its_mark_has_been_released()
    {
        var thrown = Assert.Throws<InvalidOperationException>(() =>
        {
            using var scope = new WorkspaceScope(new Workspace());
            WorkspaceMark mark = scope.Mark();
            Recording<int> recording = scope.Record<int>(0);
            scope.Release(mark);
            recording.Push(1);
        });
        Assert.Equal("A recording can't grow after the mark that it was started in has been released.", thrown.Message);
    }

    [Fact]
    public void Taking_more_than_was_added_is_refused_and_changes_nothing()
    {
        const string message = "More values were taken from a recording than were added to it.";
        using var scope = new WorkspaceScope(new Workspace());
        Recording<int> recording = scope.Record<int>(4);
        Assert.Equal(message, PopFailure(ref recording));
        recording.Push(1);
        Assert.Equal(1, recording.Pop());
        Assert.Equal(message, PopFailure(ref recording));
        recording.Push(2);
        Assert.Equal(2, recording.Pop());
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => default(Recording<int>).Pop()).Message);
        Assert.Throws<InvalidOperationException>(() => default(Recording<int>).Push(1));
    }

    private static string PopFailure(ref Recording<int> recording)
    {
        try
        {
            recording.Pop();
            return "";
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }
    }

    private static void Push(
        int which, int value, ref Recording<bool> flags, ref Recording<(int, int, int)> triples, ref Recording<decimal> wide)
    {
        switch (which)
        {
            case 0:
                flags.Push(value % 3 == 0);
                break;
            case 1:
                triples.Push((value, -value, 7));
                break;
            default:
                wide.Push(value / 7m);
                break;
        }
    }

    private static void Push(int which, int value, Stack<bool> flags, Stack<(int, int, int)> triples, Stack<decimal> wide)
    {
        switch (which)
        {
            case 0:
                flags.Push(value % 3 == 0);
                break;
            case 1:
                triples.Push((value, -value, 7));
                break;
            default:
                wide.Push(value / 7m);
                break;
        }
    }

    /// <summary>Takes one value, if there is one.</summary>
    private static void AssertPop(
        int which,
        ref Recording<bool> flags,
        ref Recording<(int, int, int)> triples,
        ref Recording<decimal> wide,
        Stack<bool> expectedFlags,
        Stack<(int, int, int)> expectedTriples,
        Stack<decimal> expectedWide)
    {
        if (which == 0 && expectedFlags.Count > 0)
        {
            Assert.Equal(expectedFlags.Pop(), flags.Pop());
        }
        else if (which == 1 && expectedTriples.Count > 0)
        {
            Assert.Equal(expectedTriples.Pop(), triples.Pop());
        }
        else if (which == 2 && expectedWide.Count > 0)
        {
            Assert.Equal(expectedWide.Pop(), wide.Pop());
        }
    }
}
