// SPDX-License-Identifier: GPL-3.0-or-later
// The map of a customer's address. Nothing of it leaves the browser before somebody opens it; the link beside the button
// works without any of this.

const leaflet = "/astercrm/vendor/leaflet/leaflet.esm.min.js";
const patience = 15000; // ms
const zoomOfAddress = 16;

const button = document.getElementById("map-open");
const box = document.getElementById("map-box");
const note = document.getElementById("map-note");
const frame = document.getElementById("map");
const { place, area, tiles, search, embed } = box.dataset;
const words = box.dataset;
let isTried = false;
let map; // Leaflet's

function ask(address, options) {
  return fetch(address, { ...options, signal: AbortSignal.timeout(patience) });
}

async function findPlace(text) {
  const address = new URL(search);
  const asked = { q: text, format: "jsonv2", limit: "1", "accept-language": document.documentElement.lang };
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  const response = await ask(address);
  if (!response.ok) throw new Error(`${address.origin} answered ${response.status}`);
  const [found] = await response.json();
  return found;
}

async function showOpenStreetMap() {
  const exact = await findPlace(place);
  const found = exact ?? (area && area !== place ? await findPlace(area) : undefined);
  if (!found) {
    fail(words.unknown);
    return;
  }
  const L = await import(leaflet);
  frame.hidden = false;
  map = L.map(frame, { scrollWheelZoom: false, zoomControl: false });
  map.attributionControl.setPrefix("");
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  const [south, north, west, east] = found.boundingbox.map(Number);
  map.fitBounds([[south, west], [north, east]], { maxZoom: zoomOfAddress });
  L.marker([Number(found.lat), Number(found.lon)], { alt: found.display_name, keyboard: false, interactive: false }).addTo(map);
  note.textContent = exact ? found.display_name : `${words.near} ${found.display_name}`;
  showTiles(L);
}

function showTiles(L) {
  const attribution = '© <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener noreferrer">OpenStreetMap</a>';
  const layer = L.tileLayer(tiles, { maxZoom: 19, attribution });
  let isAnyThere = false;
  layer.on("tileload", () => (isAnyThere = true));
  layer.on("tileerror", () => isAnyThere || !map || fail(words.failed));
  layer.addTo(map);
}

async function showGoogleMaps() {
  // A frame that could not be loaded would not tell.
  await ask(new URL("/generate_204", embed), { mode: "no-cors", cache: "no-store" });
  const page = document.createElement("iframe");
  page.src = embed;
  page.title = frame.ariaLabel;
  page.allowFullscreen = true;
  frame.replaceChildren(page);
  frame.hidden = false;
  note.textContent = "";
}

function fail(why) {
  map?.remove();
  map = undefined;
  frame.hidden = true;
  note.textContent = why;
  isTried = false; // opening it once more tries again
}

async function load() {
  isTried = true;
  note.textContent = words.wait;
  try {
    await (embed ? showGoogleMaps() : showOpenStreetMap());
  } catch {
    fail(words.failed);
  }
}

button.hidden = false;
button.addEventListener("click", () => {
  const isOpen = box.hidden;
  box.hidden = !isOpen;
  button.setAttribute("aria-expanded", String(isOpen));
  if (isOpen && !isTried) load();
  map?.invalidateSize(); // it may have been made while hidden
});
