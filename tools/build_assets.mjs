// Compiles the look into a folder: node tools/build_assets.mjs build/share/assets
// Gives public.css, staff.css, public.js, staff.js, the font and the pictures, each under a name with its hash, with
// .gz and .br beside it, and manifest.toml (plain name = hashed name), which the program reads at start.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import * as sass from "sass";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const output = process.argv[2];
if (!output) {
  console.error("usage: node tools/build_assets.mjs OUTPUT_FOLDER");
  process.exit(2);
}
const manifest = {};
rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });

// Pictures and font first: the styles name them with their hash.
for (const name of ["logo.svg", "favicon.svg", "kawung.svg"]) {
  emit(name, readFileSync(join(root, "assets/images", name)));
}
emit("plus-jakarta-sans.woff2", readFileSync(join(root,
  "node_modules/@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2")));
for (const name of ["public", "staff"]) {
  // The signs before words are written as they are, so the file says in which encoding.
  const css = '@charset "UTF-8";' + (name === "staff" ? styles("moj") : "") + styles(name);
  // A font of somebody else must never slip in with a component.
  if (/GDS Transport/.test(css)) throw new Error(`${name}.css names GDS Transport`);
  // sass keeps "asset:NAME" as it is; here it gets the address beside the style sheet.
  emit(`${name}.css`, Buffer.from(css.replaceAll(/url\("?asset:([^")]+)"?\)/g, (_, asset) => {
    if (!manifest[asset]) throw new Error(`${name}.css names an unknown asset ${asset}`);
    return `url(${manifest[asset]})`;
  })));
  const script = buildSync({
    entryPoints: [join(root, `assets/js/${name}.js`)],
    bundle: true, format: "esm", minify: true, target: "es2020", write: false, legalComments: "none",
    nodePaths: [join(root, "node_modules")],
  });
  emit(`${name}.js`, Buffer.from(script.outputFiles[0].contents));
}
writeFileSync(join(output, "manifest.toml"),
  Object.entries(manifest).map(([name, hashed]) => `"${name}" = "${hashed}"\n`).join(""));

function styles(name) {
  return sass.compile(join(root, `assets/scss/${name}.scss`), {
    style: "compressed",
    loadPaths: [join(root, "node_modules"), root],
    quietDeps: true,
    logger: { warn: (message) => console.error(`sass: ${message}`) },
  }).css.replace(/^\ufeff/, "").replace(/^@charset "UTF-8";\s*/i, "");
}

function emit(name, content) {
  const extension = extname(name);
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const hashed = `${basename(name, extension)}-${hash}${extension}`;
  manifest[name] = hashed;
  const path = join(output, hashed);
  writeFileSync(path, content);
  if (extension === ".woff2") {
    report(hashed, content.length, content.length);
    return;
  }
  const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  writeFileSync(`${path}.br`, brotli);
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  report(hashed, content.length, brotli.length);
}

function report(name, plain, compressed) {
  console.log(`${String(plain).padStart(8)} B  ${String(compressed).padStart(7)} B sent  ${name}`);
}
