//! The command: simulates, prints the tables, and writes them into `docs/accuracy.md` on `--write`.

use std::path::PathBuf;
use std::process::ExitCode;

use accuracy::client_kind::{CLIENT_KINDS, ClientKind};
use accuracy::measure::Measures;
use accuracy::network::Network;
use accuracy::people::MOST_TABS;
use accuracy::random::{HOUR, MINUTE, Millis, SECOND};
use accuracy::report::{Row, placed, tables};
use accuracy::simulation::{Setting, run};

const USAGE: &str =
    "accuracy [--people N] [--hours N] [--seed N] [--token-life MINUTES] [--refresh-grace SECONDS] [--quick] [--engine | --write] [--lapses] [--follow PERSON]
  --token-life  how long an access token is good (5)
  --refresh-grace  for how long a refresh token that was rotated is taken once more (60)
  --quick    100 people for 6 hours
  --engine   this engine only, without the others
  --write    put the tables into docs/accuracy.md
  --lapses   name each time somebody was shown offline without excuse by the engine
  --follow   tell what happened to one person with the engine, and nothing else";

struct Options {
    people: usize,
    hours: u64,
    seed: u64,
    token_life: Option<u64>,
    grace: Option<u64>,
    engine: bool,
    write: bool,
    lapses: bool,
    follow: Option<usize>,
}

fn main() -> ExitCode {
    let options = match read(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(problem) => {
            eprintln!("{problem}\n{USAGE}");
            return ExitCode::FAILURE;
        }
    };
    let mut setting = Setting::new(options.seed, options.people, options.hours * HOUR);
    setting.token_life = options.token_life.map_or(setting.token_life, |minutes| minutes * MINUTE);
    setting.grace = options.grace.map_or(setting.grace, |seconds| seconds * SECOND);
    if let Some(person) = options.follow {
        for line in run(&setting, CLIENT_KINDS[0], Some(person)).story {
            println!("{line}");
        }
        return ExitCode::SUCCESS;
    }
    let kinds = &CLIENT_KINDS[..if options.engine { 1 } else { CLIENT_KINDS.len() }];
    let beside = setting.side_by_side();
    let rows: Vec<Row> = kinds.iter().map(|kind| row(&setting, &beside, *kind)).collect();
    let tables = tables(&setting, &rows);
    print!("{tables}");
    if options.lapses {
        tell_lapses(&rows[0].all);
    }
    if options.write && !write(&tables) {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn row(setting: &Setting, beside: &Setting, kind: ClientKind) -> Row {
    let side_by_side = Measures::of(beside, &run(beside, kind, None), &Network::ALL);
    let run = run(setting, kind, None);
    if run.sessions_lost > 0 {
        eprintln!("{}: {} sessions were lost, which must not happen here", kind.name, run.sessions_lost);
    }
    Row {
        kind,
        all: Measures::of(setting, &run, &Network::ALL),
        by_network: Network::ALL.iter().map(|network| Measures::of(setting, &run, &[*network])).collect(),
        by_tabs: (1..=MOST_TABS)
            .map(|tabs| Measures::of_those(setting, &run, |person, _| person.tabs() == tabs))
            .collect(),
        side_by_side,
        sessions_lost: run.sessions_lost,
    }
}

fn tell_lapses(measures: &Measures) {
    println!("\n{} lapses without excuse:", measures.lapses.len());
    for lapse in &measures.lapses {
        let (from, to) = lapse.span;
        let (inexcusable, at_fault) = (seconds(lapse.inexcusable), seconds(lapse.at_fault));
        let avoidable = seconds(lapse.avoidable);
        let dropped = if lapse.dropped { "dropped" } else { "not shown yet" };
        println!(
            "person {} ({:?} network): {:.1} s to {:.1} s, {inexcusable:.2} s of it, {at_fault:.2} s at fault, {avoidable:.2} s avoidable, {dropped}",
            lapse.person,
            lapse.network,
            seconds(from),
            seconds(to),
        );
    }
}

fn seconds(time: Millis) -> f64 {
    time as f64 / 1_000.0
}

fn write(tables: &str) -> bool {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/accuracy.md");
    let page = std::fs::read_to_string(&path).ok().and_then(|page| placed(&page, tables));
    let written = page.is_some_and(|page| std::fs::write(&path, page).is_ok());
    if !written {
        eprintln!("{} could not be written, or has lost its markers", path.display());
    }
    written
}

fn read(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options {
        people: 1_000,
        hours: 24,
        seed: 1,
        token_life: None,
        grace: None,
        engine: false,
        write: false,
        lapses: false,
        follow: None,
    };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--people" => options.people = number(&argument, arguments.next())?,
            "--hours" => options.hours = number(&argument, arguments.next())?,
            "--seed" => options.seed = number(&argument, arguments.next())?,
            "--token-life" => options.token_life = Some(number(&argument, arguments.next())?),
            "--quick" => (options.people, options.hours) = (100, 6),
            "--refresh-grace" => options.grace = Some(number(&argument, arguments.next())?),
            "--engine" => options.engine = true,
            "--write" => options.write = true,
            "--lapses" => options.lapses = true,
            "--follow" => options.follow = Some(number(&argument, arguments.next())?),
            _ => return Err(format!("{argument}: not known")),
        }
    }
    if options.write && (options.engine || options.token_life.or(options.grace).is_some()) {
        return Err("the tables are of all clients, with the usual tokens".to_owned());
    }
    if options.people == 0 || options.hours == 0 {
        return Err("there must be somebody, for some time".to_owned());
    }
    Ok(options)
}

fn number<T: std::str::FromStr>(name: &str, value: Option<String>) -> Result<T, String> {
    value.and_then(|value| value.parse().ok()).ok_or_else(|| format!("{name} needs a number"))
}
