using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>How a loop ends: by its condition, by a jump, by a return or by a throw.</summary>
public sealed class LoopExitTests
{
    [Fact]
    public void A_while_loop_tests_before_each_iteration() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { double s = theta; while (s < n) s *= theta; return s; }
        """,
        """
        %1 s!: double = loop while, %2 s!: double from theta
            %3: double = Convert int n
            %4: bool = Less %2 %3
            yield %4
        do
            %5 s!: double = Multiply %2 theta
            yield %5
        yield %1
        """);

    [Fact]
    public void A_do_loop_tests_after_each_iteration() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { double s = theta; do { s *= theta; } while (s < n); return s; }
        """,
        """
        %1 s!: double, %2: bool = loop while, %3 s!: double from theta, %4 isDone: bool from false
            %5: bool = LogicalNot %4
            yield %5
        do
            %6 s!: double = Multiply %3 theta
            %7: double = Convert int n
            %8: bool = Less %6 %7
            %9 isDone: bool = LogicalNot %8
            yield %6 %9
        yield %1
        """);

    [Fact]
    public void Continue_skips_the_rest_of_an_iteration() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { double s = 0; for (int i = 0; i < n; i++) { if (i == 3) continue; s += theta; } return s; }
        """,
        """
        %1 s!: double = loop %2 i: int from 0 while Less n step 1, %3 s!: double from 0d
            %4: bool = Equal %2 3
            %5 s!: double = branch %4
                yield %3
            else
                %6 s!: double = Add %3 theta
                yield %6
            yield %5
        yield %1
        """);

    [Fact]
    public void Break_becomes_a_flag_that_ends_the_loop() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { double s = 0; for (int i = 0; i < n; i++) { if (s > 3) break; s += theta; } return s; }
        """,
        """
        %1 s!: double, %2: bool, %3: int = loop while, %4 s!: double from 0d, %5 isDone: bool from false, %6 i: int from 0
            %7: bool = LogicalNot %5
            %8: bool = branch %7
                %9: bool = Less %6 n
                yield %9
            else
                yield false
            yield %8
        do
            %10 isDone: bool = Greater %4 3d
            %11 s!: double = branch %10
                yield %4
            else
                %12 s!: double = Add %4 theta
                yield %12
            %13: int = Add %6 1
            yield %11 %10 %13
        yield %1
        """);

    [Fact]
    public void Return_becomes_a_flag_with_the_value_returned() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { double s = 0; for (int i = 0; i < n; i++) { s += theta; if (s > 3) return s * i; } return s; }
        """,
        """
        %1 s!: double, %2 isDone: bool, %3: double, %4: int = loop while, %5 s!: double from 0d, %6 isDone: bool from false, %7: double from 0d, %8 i: int from 0
            %9: bool = LogicalNot %6
            %10: bool = branch %9
                %11: bool = Less %8 n
                yield %11
            else
                yield false
            yield %10
        do
            %12 s!: double = Add %5 theta
            %13 isDone: bool = Greater %12 3d
            %14: double = branch %13
                %15: double = Convert int %8
                %16: double = Multiply %12 %15
                yield %16
            else
                yield 0d
            %17: int = Add %8 1
            yield %12 %13 %14 %17
        %18: double = branch %2
            yield %3
        else
            yield %1
        yield %18
        """);

    [Fact]
    public void A_loop_without_end_is_left_by_its_return() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { double s = 0; for (;;) { s += theta; if (s > n) return s; } }
        """,
        """
        %1 s!: double, %2 isDone: bool, %3: double = loop while, %4 s!: double from 0d, %5 isDone: bool from false, %6: double from 0d
            %7: bool = LogicalNot %5
            yield %7
        do
            %8 s!: double = Add %4 theta
            %9: double = Convert int n
            %10 isDone: bool = Greater %8 %9
            %11: double = branch %10
                yield %8
            else
                yield 0d
            yield %8 %10 %11
        yield %3
        """);

    [Fact]
    public void A_return_leaves_all_loops() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { double s = 0; for (int i = 0; i < n; i++) { for (int j = 0; j < i; j++) { s += theta; if (s > 3) return s; } } return -s; }
        """,
        """
        %1 s!: double, %2 isDone: bool, %3: double, %4: int = loop while, %5 s!: double from 0d, %6 isDone: bool from false, %7: double from 0d, %8 i: int from 0
            %9: bool = LogicalNot %6
            %10: bool = branch %9
                %11: bool = Less %8 n
                yield %11
            else
                yield false
            yield %10
        do
            %12 s!: double, %13 isDone: bool, %14: double, %15: int = loop while, %16 s!: double from %5, %17 isDone: bool from false, %18: double from 0d, %19 j: int from 0
                %20: bool = LogicalNot %17
                %21: bool = branch %20
                    %22: bool = Less %19 %8
                    yield %22
                else
                    yield false
                yield %21
            do
                %23 s!: double = Add %16 theta
                %24 isDone: bool = Greater %23 3d
                %25: double = branch %24
                    yield %23
                else
                    yield 0d
                %26: int = Add %19 1
                yield %23 %24 %25 %26
            %27: double = branch %13
                yield %14
            else
                yield 0d
            %28: int = Add %8 1
            yield %12 %13 %27 %28
        %29: double = branch %2
            yield %3
        else
            %30: double = Negate %1
            yield %30
        yield %29
        """);

    [Fact]
    public void A_throw_in_a_loop_is_a_guard() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { double s = 0; for (int i = 0; i < n; i++) { if (i > 100) throw new ArgumentException($"{i}"); s += theta; } return s; }
        """,
        """
        %1 s!: double = loop %2 i: int from 0 while Less n step 1, %3 s!: double from 0d
            %4: bool = Greater %2 100
            guard %4 throws global::System.ArgumentException($[%2])
                yield
            %5 s!: double = Add %3 theta
            yield %5
        yield %1
        """);

    [Fact]
    public void The_index_of_an_inner_while_loop_starts_anew() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { double s = theta; for (int i = 0; i < n; i++) { int k = 0; while (k < i && s < 9) { s *= theta; k++; } } return s; }
        """,
        """
        %1 s!: double = loop %2 i: int from 0 while Less n step 1, %3 s!: double from theta
            %4 s!: double, %5 k!: int = loop while, %6 s!: double from %3, %7 k!: int from 0
                %8: bool = Less %7 %2
                %9: bool = branch %8
                    %10: bool = Less %6 9d
                    yield %10
                else
                    yield false
                yield %9
            do
                %11 s!: double = Multiply %6 theta
                %12 k!: int = Add %7 1
                yield %11 %12
            yield %4
        yield %1
        """);

    [Fact]
    public void A_switch_in_a_loop_may_continue_it() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { double s = 0; for (int i = 0; i < n; i++) { switch (i) { case 0: continue; case 1: s += theta; break; default: s -= theta; break; } s *= 2; } return s; }
        """,
        """
        %1 s!: double = loop %2 i: int from 0 while Less n step 1, %3 s!: double from 0d
            %4: bool = Equal %2 0
            %5 s!: double = branch %4
                yield %3
            else
                %6: bool = Equal %2 1
                %7 s!: double = branch %6
                    %8 s!: double = Add %3 theta
                    yield %8
                else
                    %9 s!: double = Subtract %3 theta
                    yield %9
                %10 s!: double = Multiply %7 2d
                yield %10
            yield %5
        yield %1
        """);

    [Fact]
    public void A_local_function_carries_what_it_captures() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { double s = 0; void Add(double v) => s += v; for (int i = 0; i < n; i++) Add(theta); return s; }
        """,
        """
        %1 s!: double = loop %2 i: int from 0 while Less n step 1, %3 s!: double from 0d
            %4 s!: double = Add %3 theta
            yield %4
        yield %1
        """);

    private static void AssertOutline(string members, string expected)
        => Assert.Equal(expected, Lowering.Outline(members).TrimEnd(), ignoreLineEndingDifferences: true);
}
