using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Xunit;

namespace SymGrad.Runtime.Tests.Memory;

/// <summary>Buffers of a workspace: apart from one another, zero, found again, given back, and without allocation once there is room.</summary>
public sealed class WorkspaceTests
{
    [Fact]
    public void Buffers_are_zero_although_the_memory_was_used_before()
    {
        var workspace = new Workspace();
        for (int i = 0; i < 2; i++)
        {
            using var scope = new WorkspaceScope(workspace);
            Span<double> values = scope.Take<double>(100);
            Assert.Equal(-1, values.IndexOfAnyExcept(0.0));
            values.Fill(7);
        }
    }

    [Fact]
    public void Buffers_of_any_type_are_apart_and_aligned()
    {
        using var scope = new WorkspaceScope(new Workspace());
        for (int i = 1; i < 2000; i += 37)
        {
            Span<bool> flags = scope.Take<bool>(i);
            Span<double> values = scope.Take<double>(i);
            Span<(int, byte)> pairs = scope.Take<(int, byte)>(i);
            flags.Fill(true);
            values.Fill(3);
            pairs.Fill((5, 5));
            Assert.Equal(-1, flags.IndexOfAnyExcept(true));
            Assert.Equal(-1, values.IndexOfAnyExcept(3.0));
            Assert.Equal((i, i, i), (flags.Length, values.Length, pairs.Length));
            Assert.Equal(0, Remainder(ref values[0]));
            Assert.Equal(0, Remainder(ref pairs[0]));
        }
    }

    [Fact]
    public void Buffers_stay_where_they_are_while_the_workspace_grows()
    {
        using var scope = new WorkspaceScope(new Workspace());
        Span<int> first = scope.Take<int>(1000);
        first.Fill(42);
        for (int i = 0; i < 12; i++)
        {
            scope.Take<int>(1 << i).Fill(-1);
            scope.Take<int>(5000).Fill(-1);
        }

        Assert.Equal(-1, first.IndexOfAnyExcept(42));
    }

    [Fact]
    public void Buffers_taken_in_a_loop_are_found_again_whether_or_not_they_fitted_where_they_were_expected()
    {
        var workspace = new Workspace();
        var random = new Random(1);
        // Twice: in chunks that are added as they are needed, then in one that holds everything.
        for (int round = 0; round < 2; round++)
        {
            using var scope = new WorkspaceScope(workspace);
            List<(long Position, int Length, double Value)> taken = [];
            for (int i = 0; i < 400; i++)
            {
                int length = random.Next(4) == 0 ? random.Next(3000) : random.Next(4);
                taken.Add((scope.Position, length, i));
                scope.Take<double>(length).Fill(i);
            }

            foreach ((long position, int length, double value) in taken)
            {
                Span<double> found = scope.At<double>(position, length);
                Assert.Equal(length, found.Length);
                Assert.Equal(-1, found.IndexOfAnyExcept(value));
            }
        }
    }

    [Fact]
    public void Position_before_any_memory_finds_the_first_buffer()
    {
        using var scope = new WorkspaceScope(new Workspace());
        long position = scope.Position;
        Assert.True(scope.Take<double>(0).IsEmpty);
        scope.Take<double>(3)[2] = 9;
        Assert.Equal([0, 0, 9], scope.At<double>(position, 3).ToArray());
    }

    [Fact]
    public void Place_that_does_not_exist_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            using var scope = new WorkspaceScope(new Workspace());
            scope.Take<double>(3);
            scope.At<double>(scope.Position, 1 << 20);
        });

    [Fact]
    public void Negative_length_fails_as_a_new_array_does()
    {
        var workspace = new Workspace();
        int length = -1;
        string message = Assert.Throws<OverflowException>(() => new double[length]).Message;
        foreach (Action<WorkspaceScope> use in (Action<WorkspaceScope>[])
            [scope => scope.Take<double>(length), scope => scope.At<double>(0, length)])
        {
            var thrown = Assert.Throws<OverflowException>(() =>
            {
                using var scope = new WorkspaceScope(workspace);
                use(scope);
            });
            Assert.Equal(message, thrown.Message);
        }
    }

    [Fact]
    public void Scopes_nest_and_give_back_what_they_took()
    {
        var workspace = new Workspace();
        using var outer = new WorkspaceScope(workspace);
        Span<int> kept = outer.Take<int>(10);
        kept.Fill(1);
        long position = outer.Position;
        using (var inner = new WorkspaceScope(workspace))
        {
            inner.Take<int>(4000).Fill(2);
            using var innermost = new WorkspaceScope(workspace);
            innermost.Take<int>(9000).Fill(3);
        }

        Assert.Equal(position, outer.Position);
        Assert.Equal(new int[5000], outer.Take<int>(5000).ToArray());
        Assert.Equal(-1, kept.IndexOfAnyExcept(1));
    }

    [Fact]
    public void Outer_scope_is_not_used_while_an_inner_one_is_open()
    {
        var workspace = new Workspace();
        foreach (Action<WorkspaceScope> use in (Action<WorkspaceScope>[])
            [scope => scope.Take<int>(1), scope => scope.Record<int>(1).Push(1), scope => scope.Mark(), scope => scope.Release(default)])
        {
            var thrown = Assert.Throws<InvalidOperationException>(() =>
            {
                using var outer = new WorkspaceScope(workspace);
                using var inner = new WorkspaceScope(workspace);
                use(outer);
            });
            Assert.Equal("Another scope of the same workspace is open within this one: dispose of it first.", thrown.Message);
        }
    }

    [Fact]
    public void Closed_scope_takes_nothing_and_closes_nothing_more()
    {
        var workspace = new Workspace();
        using var outer = new WorkspaceScope(workspace);
        outer.Take<int>(10);
        long position = outer.Position;
        var inner = new WorkspaceScope(workspace);
        inner.Dispose();
        inner.Dispose();
        Assert.Equal(position, outer.Position);
        Assert.Equal(1, workspace.Depth);
        Assert.Equal(
            "The scope of the workspace is not open.",
            Assert.Throws<InvalidOperationException>(() =>
            {
                var closed = new WorkspaceScope(new Workspace());
                closed.Dispose();
                closed.Take<int>(1);
            }).Message);
        Assert.Throws<InvalidOperationException>(() => default(WorkspaceScope).Take<int>(1));
        default(WorkspaceScope).Dispose();
    }

    [Fact]
    public void Closing_a_scope_closes_those_left_open_within_it()
    {
        var workspace = new Workspace();
        var outer = new WorkspaceScope(workspace);
        var forgotten = new WorkspaceScope(workspace);
        forgotten.Take<int>(10);
        outer.Dispose();
        Assert.Equal((0, 0L), (workspace.Depth, workspace.Top.Position));
        forgotten.Dispose();
        Assert.Equal(0, workspace.Depth);
    }

    [Fact]
    public void Memory_is_given_back_when_a_call_throws()
    {
        var workspace = new Workspace();
        Assert.Throws<OverflowException>(() =>
        {
            using var scope = new WorkspaceScope(workspace);
            scope.Take<int>(10_000);
            scope.Take<int>(-1);
        });
        Assert.Equal((0, 0L), (workspace.Depth, workspace.Top.Position));
    }

    [Fact]
    public void Mark_gives_back_the_buffers_of_one_iteration()
    {
        var workspace = new Workspace();
        using var scope = new WorkspaceScope(workspace);
        Span<double> kept = scope.Take<double>(5);
        kept.Fill(1);
        long position = scope.Position;
        for (int i = 0; i < 10_000; i++)
        {
            WorkspaceMark mark = scope.Mark();
            Span<double> values = scope.Take<double>(700);
            Assert.Equal(0, values[i % 700]);
            values.Fill(i + 1);
            scope.Release(mark);
        }

        Assert.Equal(position, scope.Position);
        Assert.Equal(-1, kept.IndexOfAnyExcept(1.0));
        Assert.InRange(workspace.Capacity, 0, 16 * 1024);
    }

    [Fact]
    public void Mark_of_another_scope_or_of_what_is_given_back_already_is_refused()
    {
        var workspace = new Workspace();
        Assert.Throws<ArgumentException>("mark", () =>
        {
            using var outer = new WorkspaceScope(workspace);
            WorkspaceMark mark = outer.Mark();
            outer.Take<int>(1);
            using var inner = new WorkspaceScope(workspace);
            inner.Release(mark);
        });
        Assert.Throws<ArgumentException>("mark", () =>
        {
            using var scope = new WorkspaceScope(workspace);
            WorkspaceMark early = scope.Mark();
            scope.Take<int>(1);
            WorkspaceMark late = scope.Mark();
            scope.Release(early);
            scope.Release(late);
        });
    }

    [Fact]
    public void Chunks_are_merged_into_one_when_everything_has_been_given_back()
    {
        var workspace = new Workspace();
        Assert.Equal(0, workspace.Capacity);
        Use(workspace);
        Use(workspace);
        long capacity = workspace.Capacity;
        Assert.InRange(capacity, 40 * 1000 * sizeof(double), 4 * 40 * 1000 * sizeof(double));
        using var scope = new WorkspaceScope(workspace);
        // All of it in one piece: nothing is added.
        scope.Take<long>((int)(capacity / sizeof(long)));
        Assert.Equal(capacity, workspace.Capacity);

        static void Use(Workspace workspace)
        {
            using var scope = new WorkspaceScope(workspace);
            for (int i = 0; i < 40; i++)
            {
                scope.Take<double>(1000);
            }
        }
    }

    [Fact]
    public void Nothing_is_allocated_once_there_is_room()
    {
        var workspace = new Workspace();
        long sum = 0;
        for (int i = 0; i < 3; i++)
        {
            sum += Use(workspace);
        }

        long capacity = workspace.Capacity;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            sum += Use(workspace);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(capacity, workspace.Capacity);
        Assert.Equal(103 * Use(new Workspace()), sum);
    }

    [Fact]
    public void Each_thread_has_a_workspace_of_its_own()
    {
        Workspace own = Workspace.ForThread;
        Workspace? other = null;
        var thread = new Thread(() => other = Workspace.ForThread);
        thread.Start();
        thread.Join();
        Assert.Same(own, Workspace.ForThread);
        Assert.NotNull(other);
        Assert.NotSame(own, other);
        using var scope = new WorkspaceScope(null);
        Assert.Equal(1, own.Depth);
    }

    /// <summary>Buffers, marks, an inner scope and recordings that grow, inside a marked iteration too.</summary>
    private static long Use(Workspace workspace)
    {
        using var scope = new WorkspaceScope(workspace);
        Recording<int> outer = scope.Record<int>(0);
        Recording<double> other = scope.Record<double>(3);
        for (int i = 0; i < 50; i++)
        {
            WorkspaceMark mark = scope.Mark();
            scope.Take<double>(500).Fill(i);
            Recording<(long, int)> inner = scope.Record<(long, int)>(0);
            for (int j = 0; j < 30 + i; j++)
            {
                inner.Push((j, i));
                outer.Push(j);
                other.Push(i);
            }

            using (var nested = new WorkspaceScope(workspace))
            {
                nested.Take<byte>(100).Fill(1);
                nested.Record<byte>(0).Push(1);
            }

            scope.Release(mark);
        }

        long sum = 0;
        while (outer.Count > 0)
        {
            sum = (31 * sum) + outer.Pop() + (long)other.Pop();
        }

        return sum % 1_000_003;
    }

    /// <summary>What is left of an address when it is divided by eight.</summary>
    private static nint Remainder<T>(ref T place)
        where T : unmanaged
        => Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref place) % 8;
}
