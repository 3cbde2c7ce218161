//! Makes the table of built-in plans from the files in `plans/`, so that the list of roles costs
//! no parsing when the program runs and a plan's text stands in its file only.

use std::fmt::Write as _;
use std::path::PathBuf;

fn main() {
    println!("cargo::rerun-if-changed=plans");
    if let Err(problem) = write_table() {
        println!("cargo::error={problem}");
    }
}

fn write_table() -> Result<(), String> {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").map_err(|e| e.to_string())?);
    let folder = root.join("plans");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .collect();
    files.sort();
    let mut table = String::from("&[\n");
    for file in files {
        println!("cargo::rerun-if-changed={}", file.display());
        let told = |error: String| format!("{}: {error}", file.display());
        let text = std::fs::read_to_string(&file).map_err(|error| told(error.to_string()))?;
        let plan: toml::Table = text
            .parse()
            .map_err(|error: toml::de::Error| told(error.to_string()))?;
        let head = |key: &str| {
            plan.get(key)
                .and_then(toml::Value::as_str)
                .ok_or_else(|| told(format!("`{key}` is missing or no text")))
        };
        let edition = plan
            .get("edition")
            .and_then(toml::Value::as_integer)
            .ok_or_else(|| told("`edition` is missing or no number".to_owned()))?;
        writeln!(
            table,
            "BuiltIn {{ slug: {:?}, title: {:?}, summary: {:?}, edition: {edition}, text: include_str!({:?}) }},",
            head("slug")?,
            head("title")?,
            // On one line, as the reader of plans folds it.
            head("summary")?.split_whitespace().collect::<Vec<_>>().join(" "),
            file.display().to_string(),
        )
        .map_err(|error| error.to_string())?;
    }
    table.push(']');
    let out = PathBuf::from(std::env::var("OUT_DIR").map_err(|e| e.to_string())?);
    std::fs::write(out.join("built_in.rs"), table).map_err(|error| error.to_string())
}
