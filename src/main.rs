//! The program; everything it does is in [`vanthu::app`].

fn main() -> std::process::ExitCode {
    vanthu::app::main()
}
