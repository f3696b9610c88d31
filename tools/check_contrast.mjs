// Measures the contrast of every pair of colours the styles put on each other (WCAG 2.2: 4.5 for text, 3 for borders,
// marks and focus). Reads assets/scss/_palette.scss; ends with 1 when a pair falls short. Called by `npm run contrast`.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const palette = readFileSync(fileURLToPath(new URL("../assets/scss/_palette.scss", import.meta.url)), "utf8");
const colours = Object.fromEntries([...palette.matchAll(/\$([a-z-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1], m[2]]));
const surfaces = ["paper", "paper-deep", "white"];
const text = [
  ...["ink", "ink-soft", "maroon", "maroon-dark", "red", "green"].flatMap((front) => surfaces.map((back) => [front, back])),
  ["white", "maroon"], ["white", "maroon-dark"], ["white", "red"], ["white", "green"], ["gold", "maroon"],
  ["ink", "gold"], ["ink", "gold-tint"], ["maroon", "gold-tint"], ["maroon", "maroon-tint"], ["maroon-dark", "maroon-tint"],
  ["gold-dark", "gold-tint"], ["gold-dark", "white"], ["green", "green-tint"], ["blue", "blue-tint"], ["red", "red-tint"],
  ["ink", "red-tint"], ["ink", "green-tint"], ["ink-soft", "gold-tint"], ["green", "gold-tint"], ["red", "gold-tint"], ["ink", "maroon-tint"],
];
const marks = [
  ...["line-strong", "gold-dark", "ink"].flatMap((front) => surfaces.map((back) => [front, back])), // fields, focus ring
  ["gold", "maroon"], ["ink", "gold"], ["white", "maroon"], ["gold-dark", "gold-tint"], ["maroon", "line"],
];
let short = 0;
for (const [pairs, least] of [[text, 4.5], [marks, 3]]) {
  for (const [front, back] of pairs) {
    const ratio = contrast(colours[front], colours[back]);
    const fails = !(ratio >= least);
    short += fails;
    console.log(`${fails ? "SHORT" : "ok   "} ${ratio.toFixed(2).padStart(5)} >= ${least}  ${front} on ${back}`);
  }
}
process.exit(short ? 1 : 0);

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

// Relative luminance, WCAG 2.2 (sRGB).
function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
