// When somebody answers, computed on a device from /directory/bundle as the service computes it.
//
//   import { load } from "./evaluator.js";
//   const directory = load(bundle);               // the bundle's JSON, parsed
//   directory.entry("tw.hotline.113", new Date());
//   // { key, state: "OPEN" | "CLOSED" | "UNKNOWN", nextChangeAt: Date | null,
//   //   contacts: [{ kind, dial, state, nextChangeAt }] }
//
// `directory.entry(key, at, language)` judges the entry for a caller in that language, by default
// Chinese; null for an unknown key and for an entry that cannot be read. `directory.keys` are all
// entries. No dependencies, no clock and no zone of the device: Taiwan is UTC+8 all year.

const DAY = 1440;
const OFFSET = 480;
const WEEK_AND_A_NIGHT = 9;
const OFFICE_OPENS = 9 * 60;
const OFFICE_CLOSES = 17 * 60;
const FIRST = Date.UTC(2000, 0, 1);
const LAST = Date.UTC(2100, 0, 1);
// The codes of one language that the platform does not read as one.
const SAME_LANGUAGE = { bih: "bh", twi: "tw" };

const localMinute = (time) => Math.floor(time / 60000) + OFFSET;
const instant = (minute) => new Date((minute - OFFSET) * 60000);
const dayOf = (minute) => Math.floor(minute / DAY);
const epochDay = (date) => Date.parse(`${date}T00:00:00Z`) / 86400000;
// 1 is Monday, 7 is Sunday.
const weekday = (day) => ((((day + 3) % 7) + 7) % 7) + 1;
const minutes = (clock) => {
  if (!/^[0-4][0-9]:[0-5][0-9]$/.test(clock)) throw new RangeError(`not a time: ${clock}`);
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
};

// The language of a BCP 47 tag without script and region; "vi" also for "vie".
export function primary(tag) {
  const language = tag.split(/[-_]/)[0].toLowerCase();
  try {
    return SAME_LANGUAGE[language] ?? Intl.getCanonicalLocales(language)[0].split("-")[0];
  } catch {
    return language;
  }
}

class Calendar {
  constructor(days) {
    this.kinds = new Map();
    this.until = -Infinity;
    for (const { date, off, name } of days) {
      const day = epochDay(date);
      const weekend = weekday(day) >= 6;
      const holiday = off && (name != null || !weekend);
      this.kinds.set(day, holiday ? "HOLIDAY" : !off && weekend ? "MAKE_UP_WORKDAY" : "ORDINARY");
      this.until = Math.max(this.until, day);
    }
  }

  kind(day) {
    return this.kinds.get(day) ?? "NOT_LOADED";
  }
}

// Weekly hours and the rule for holidays. A period belongs to the day on which it begins, also
// after midnight.
class Schedule {
  constructor(hours, doubted, calendar) {
    this.calendar = calendar;
    this.doubted = doubted;
    this.rule = hours?.holidayRule ?? "UNKNOWN";
    this.byWeekday = Array.from({ length: 8 }, () => /** @type {{opens: number, closes: number, from: number, until: number}[]} */ ([]));
    this.settled = -Infinity;
    const always = hours?.alwaysOpen === true;
    const weekly = always ? [{ days: [1, 2, 3, 4, 5, 6, 7], opens: "00:00", closes: "24:00" }] : (hours?.weekly ?? []);
    for (const { days, opens, closes, validFrom, validUntil } of weekly) {
      const period = {
        opens: minutes(opens),
        closes: minutes(closes),
        from: validFrom == null ? -Infinity : epochDay(validFrom),
        until: validUntil == null ? Infinity : epochDay(validUntil),
      };
      days.forEach((day) => this.byWeekday[day].push(period));
      for (const edge of [period.from, period.until]) {
        if (Number.isFinite(edge)) this.settled = Math.max(this.settled, edge);
      }
    }
    this.onHolidays = (hours?.holidaySpans ?? []).map(({ opens, closes }) => ({
      opens: minutes(opens),
      closes: minutes(closes),
      from: -Infinity,
      until: Infinity,
    }));
    this.known = weekly.length > 0;
    this.alwaysOpen = always && this.rule === "OPEN";
    this.overnight = [...this.byWeekday.flat(), ...this.onHolidays].some((period) => period.closes > DAY);
    if (this.rule !== "OPEN" || doubted) this.settled = Math.max(this.settled, calendar.until);
  }

  // Hours of an uncertain source are not known outside office hours.
  state(minute) {
    const stated = this.stated(minute);
    return stated === "OPEN" && this.doubted && !this.isOfficeTime(minute) ? "UNKNOWN" : stated;
  }

  isOfficeTime(minute) {
    const day = dayOf(minute);
    const ofDay = minute - day * DAY;
    const kind = this.calendar.kind(day);
    return (
      ofDay >= OFFICE_OPENS &&
      ofDay < OFFICE_CLOSES &&
      (kind === "MAKE_UP_WORKDAY" || (kind === "ORDINARY" && weekday(day) <= 5))
    );
  }

  stated(minute) {
    if (!this.known) return "UNKNOWN";
    if (this.alwaysOpen) return "OPEN";
    const day = dayOf(minute);
    const ofDay = minute - day * DAY;
    const own = this.begunOn(day, ofDay);
    if (own === "OPEN" || !this.overnight) return own;
    const nightBefore = this.begunOn(day - 1, ofDay + DAY);
    return nightBefore === "CLOSED" || own === nightBefore ? own : own === "CLOSED" ? nightBefore : "OPEN";
  }

  begunOn(day, minute) {
    const kind = this.calendar.kind(day);
    for (const period of this.periods(day, kind)) {
      if (minute >= period.opens && minute < period.closes && day >= period.from && day <= period.until) {
        return this.inside(kind);
      }
    }
    return "CLOSED";
  }

  periods(day, kind) {
    const usual = this.byWeekday[weekday(day)];
    if (kind === "HOLIDAY") {
      if (this.rule === "CLOSED" || this.rule === "FOLLOWS_CALENDAR") return [];
      if (this.rule === "REDUCED" && this.onHolidays.length > 0) return this.onHolidays;
    }
    return kind === "MAKE_UP_WORKDAY" && this.rule === "FOLLOWS_CALENDAR" ? this.byWeekday[1] : usual;
  }

  inside(kind) {
    if (this.rule === "OPEN") return "OPEN";
    if (kind === "NOT_LOADED") return "UNKNOWN";
    if (kind === "HOLIDAY") return this.rule === "REDUCED" && this.onHolidays.length > 0 ? "OPEN" : "UNKNOWN";
    return "OPEN";
  }

  // The minutes of a day at which the state can change, in order.
  edges(day) {
    const begin = day * DAY;
    const edges = this.doubted ? [begin + OFFICE_OPENS, begin + OFFICE_CLOSES] : [];
    for (let begun = day - 2; begun <= day; begun++) {
      for (const period of this.periods(begun, this.calendar.kind(begun))) {
        if (begun < period.from || begun > period.until) continue;
        for (const offset of [period.opens, period.closes]) {
          const edge = begun * DAY + offset;
          if (edge >= begin && edge < begin + DAY) edges.push(edge);
        }
      }
    }
    return edges.sort((one, other) => one - other);
  }
}

class Timetable {
  constructor(schedule, closures) {
    this.schedule = schedule;
    this.closures = closures;
  }

  isShut(minute) {
    return this.closures.some((closure) => minute >= closure.from && minute < closure.until);
  }

  state(minute) {
    return this.isShut(minute) ? "CLOSED" : this.schedule.state(minute);
  }

  at(time) {
    if (!(time >= FIRST && time < LAST)) return { state: "UNKNOWN", nextChangeAt: null };
    const minute = localMinute(time);
    const change = this.nextChange(minute);
    return { state: this.state(minute), nextChangeAt: change == null ? null : instant(change) };
  }

  nextChange(minute) {
    const now = this.state(minute);
    for (let position = minute; ; ) {
      const bound = this.nextClosureEdge(position);
      if (!this.isShut(position)) {
        const change = this.changeWithin(position, bound, now);
        if (change != null) return change;
      }
      if (bound === Infinity) return null;
      if (this.state(bound) !== now) return bound;
      position = bound;
    }
  }

  changeWithin(position, bound, now) {
    if (!this.schedule.known) return null;
    const first = dayOf(position);
    const last = Math.min(Math.max(first, this.schedule.settled) + WEEK_AND_A_NIGHT, dayOf(bound));
    for (let day = first; day <= last; day++) {
      for (const edge of this.schedule.edges(day)) {
        if (edge > position && edge < bound && this.schedule.state(edge) !== now) return edge;
      }
    }
    return null;
  }

  nextClosureEdge(after) {
    let next = Infinity;
    for (const { from, until } of this.closures) {
      if (from > after) next = Math.min(next, from);
      if (until > after) next = Math.min(next, until);
    }
    return next;
  }
}

const closure = ({ from, until }) => ({
  from: from == null ? -Infinity : localMinute(Date.parse(from)),
  until: until == null ? Infinity : localMinute(Date.parse(until)),
});

// Whether an entry closes with the offices of an area.
function shutsWith(entry, hours, area, parents) {
  if (entry.nationwide || hours?.alwaysOpen === true || (hours?.holidayRule ?? "UNKNOWN") !== "FOLLOWS_CALENDAR") {
    return false;
  }
  const within = (code) => code === area || parents.get(code) === area;
  const placed = !entry.guarded && entry.kind !== "TIP_LINE" && entry.location?.area != null;
  if (placed) return within(entry.location.area);
  const coverage = entry.coverage ?? [];
  return coverage.length > 0 && coverage.every((covered) => within(covered.area));
}

export function load(bundle) {
  const calendar = new Calendar(bundle.calendar ?? []);
  const parents = new Map((bundle.areas ?? []).map((area) => [area.code, area.parent]));
  const entries = new Map();
  const read = (entry) => {
    const timetable = (hours) => {
      const closures = entry.closure != null || entry.status === "TEMPORARILY_CLOSED" ? [closure(entry.closure ?? {})] : [];
      for (const declared of bundle.closures ?? []) {
        if (shutsWith(entry, hours, declared.area, parents)) closures.push(closure(declared));
      }
      return new Timetable(new Schedule(hours, entry.confidence === "LOW", calendar), closures);
    };
    const own = timetable(entry.hours);
    const hidesPlace = entry.guarded || entry.kind === "TIP_LINE";
    const contacts = (entry.contacts ?? [])
      .filter((contact) => !(hidesPlace && contact.kind === "WALK_IN"))
      .map((contact) => ({
        data: contact,
        timetable:
          contact.hoursFrom === "ENTRY" ? own : timetable(contact.hoursFrom === "OWN" ? contact.hours : undefined),
      }));
    // A number that is answered in a language decides for callers in that language.
    const byLanguage = new Map();
    for (const { data, timetable: judged } of contacts) {
      if (data.kind === "VOICE" && (data.coverage ?? []).length === 0) {
        for (const tag of data.languages ?? entry.languages ?? []) {
          if (!byLanguage.has(primary(tag))) byLanguage.set(primary(tag), judged);
        }
      }
    }
    return { own, contacts, byLanguage };
  };
  for (const entry of bundle.entries ?? []) {
    try {
      entries.set(entry.key, read(entry));
    } catch {
      // The service leaves out what it cannot read, too, e.g. of a later version.
    }
  }
  return {
    keys: [...entries.keys()],
    entry(key, at, language = "zh-TW") {
      const found = entries.get(key);
      if (found === undefined) return null;
      const time = Number(at);
      return {
        key,
        ...(found.byLanguage.get(primary(language)) ?? found.own).at(time),
        contacts: found.contacts.map(({ data, timetable }) => ({
          kind: data.kind,
          dial: data.dial ?? null,
          ...timetable.at(time),
        })),
      };
    },
  };
}
