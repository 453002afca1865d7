// Times as the clocks of the newsroom show them ("2025-02-11" or "2025-02-11T08:00:00"), without
// a zone: whether a clock change skips one, the server says.

const A_DAY = 86_400_000;
const AN_HOUR = 3_600_000;
const STEPS = { ArrowLeft: -A_DAY, ArrowRight: A_DAY };

const read = (local) => Date.parse(local.length > 10 ? `${local}Z` : `${local}T00:00:00Z`);
const written = (at, like) => new Date(at).toISOString().slice(0, like.length > 10 ? 19 : 10);

/** One step by an arrow key: a day aside; up and down an hour, or in a month a week. */
export function shifted(local, key, byHour) {
  const timed = byHour && local.length > 10;
  const rows = timed ? AN_HOUR : 7 * A_DAY;
  const step = { ...STEPS, ArrowUp: -rows, ArrowDown: rows }[key];
  return step ? written(read(local) + step, local) : null;
}

/** Where a card dropped on a day, or on an hour of it, comes to stand; it keeps its minutes. */
export function landed(local, day, hour) {
  if (local.length <= 10) return day;
  const time = local.slice(11);
  return `${day}T${hour === undefined ? time : hour.padStart(2, "0") + time.slice(2)}`;
}

/** "mercredi 12 février 2025 à 8 h", as every page of the desk says it. */
export function spoken(local) {
  const day = new Intl.DateTimeFormat("fr-FR", { dateStyle: "full", timeZone: "UTC" });
  const [hour, minutes] = local.slice(11).split(":");
  const time = hour ? ` à ${Number(hour)}\u00a0h${minutes === "00" ? "" : `\u00a0${minutes}`}` : "";
  return day.format(read(local)) + time;
}
