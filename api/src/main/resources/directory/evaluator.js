// When somebody answers, and the card of an entry, computed on a device from /directory/bundle as the
// service computes it. One ES module without dependencies, for browsers, service workers and Node. No
// clock and no zone of the device are read: Taiwan is UTC+8 all year. The bundle's form is described by
// /directory/bundle.schema.json.
//
//   import { load, merge, primary } from "./evaluator.js";
//
// load(bundle): the directory of a bundle, which is its JSON, parsed. It has
//   keys                        the keys of all entries that can be read
//   languages                   the languages of its texts: zh-TW, en, vi, id, th, fil
//   entry(key, at, language)    what holds at an instant (a Date or milliseconds) for a caller in that
//                               language, by default Chinese; null for an unknown key and for an entry
//                               that cannot be read:
//                               { key, status, state, cause, nextChangeAt, reason, contacts }
//                               state is OPEN, CLOSED or UNKNOWN (never shown as open); nextChangeAt a
//                               Date or null; reason the state in a sentence; contacts are those of
//                               the bundle, in its order:
//                               [{ kind, dial, url, state, cause, nextChangeAt, reason }]
//   card(key, at, language, area)  the plain-text card of `shareText`; with an area's code without
//                               contacts of other areas; null as above
//   name(kind, value, language) the name of a value, e.g. name("topics", "ECONOMIC", "vi"); kind is one
//                               of kinds, networks, topics, contactKinds, languages
//   hours(hours, language)      weekly hours of the bundle in a sentence
// merge(bundle, changes): the bundle after changes. `changes` is the answer to
//   /directory/bundle?since=<bundle.version>&common=<bundle.common>, which has the same form; without
//   `since` in it, it is the whole directory. Neither argument is changed.
// primary(tag): the language of a BCP 47 tag without script and region.

const DAY = 1440;
const OFFSET = 480;
const WEEK_AND_A_NIGHT = 9;
const OFFICE_OPENS = 9 * 60;
const OFFICE_CLOSES = 17 * 60;
const FIRST = Date.UTC(2000, 0, 1);
const LAST = Date.UTC(2100, 0, 1);
// Three-letter codes that the platform does not map to the two-letter code of the same language.
const SAME_LANGUAGE = { bih: "bh", twi: "tw" };
const VERIFIED_FOR = 180 * 86400000;
// The order of fallbacks for a text that the reader's language lacks.
const FALLBACKS = ["en", "zh-TW", "vi", "id", "th", "fil"];
// The parts of a bundle that changes contain as a whole, if at all.
const COMMON = ["attribution", "synonyms", "sources", "areas", "centres", "calendar", "calendarEdition", "closures", "words"];

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

  // Whether the state is unknown only because the source may be wrong.
  isDoubtedAt(minute) {
    return this.doubted && this.stated(minute) === "OPEN" && !this.isOfficeTime(minute);
  }

  // The day whose periods decide: the previous one if only its overnight part does.
  decidingDay(minute) {
    const day = dayOf(minute);
    const ofDay = minute - day * DAY;
    const nightAlone =
      this.overnight && this.begunOn(day, ofDay) === "CLOSED" && this.begunOn(day - 1, ofDay + DAY) !== "CLOSED";
    return nightAlone ? day - 1 : day;
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

  shut(minute) {
    return this.closures.find((closure) => holds(closure, minute));
  }

  isShut(minute) {
    return this.shut(minute) !== undefined;
  }

  state(minute) {
    return this.isShut(minute) ? "CLOSED" : this.schedule.state(minute);
  }

  at(time) {
    if (!(time >= FIRST && time < LAST)) {
      return { state: "UNKNOWN", cause: "OUT_OF_RANGE", nextChangeAt: null, next: null, why: undefined };
    }
    const minute = localMinute(time);
    const state = this.state(minute);
    const change = this.nextChange(minute);
    return {
      state,
      cause: this.cause(minute, state),
      nextChangeAt: change == null ? null : instant(change),
      next: change == null ? null : this.state(change),
      why: this.shut(minute)?.reason,
    };
  }

  cause(minute, state) {
    const closure = this.shut(minute);
    if (closure !== undefined) return closure.ofArea ? "AREA_CLOSED" : "CLOSED_TEMPORARILY";
    const { schedule } = this;
    if (!schedule.known || schedule.isDoubtedAt(minute)) return "HOURS_NOT_KNOWN";
    const holiday = schedule.calendar.kind(schedule.decidingDay(minute)) === "HOLIDAY";
    if (state === "OPEN") return "WITHIN_HOURS";
    if (state === "UNKNOWN") return holiday ? "HOLIDAY_HOURS_NOT_KNOWN" : "CALENDAR_NOT_LOADED";
    return holiday && (schedule.rule === "CLOSED" || schedule.rule === "FOLLOWS_CALENDAR") ? "HOLIDAY" : "OUTSIDE_HOURS";
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

const closure = ({ from, until, reason }, ofArea) => ({
  from: from == null ? -Infinity : localMinute(Date.parse(from)),
  until: until == null ? Infinity : localMinute(Date.parse(until)),
  reason: reason ?? undefined,
  ofArea,
});

const holds = ({ from, until }, minute) => minute >= from && minute < until;

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

// A text of the data in the reader's language, or in the first that it has.
function inLanguage(texts, language) {
  if (texts == null) return "";
  return texts[language] ?? texts[FALLBACKS.find((other) => texts[other] != null)] ?? "";
}

// Fills the patterns of one language.
class Words {
  constructor(language, { messages = {}, dates, ...names }) {
    this.language = language;
    this.messages = messages;
    this.dates = dates;
    this.names = names;
  }

  // Arguments for `{name, date, ::skeleton}` are local minutes.
  text(key, values = {}) {
    const pattern = this.messages[key];
    if (pattern === undefined) throw new RangeError(`no message ${key}`);
    return pattern
      .replaceAll("''", "'")
      .replace(/\{(\w+)(?:, date, ::(\w+))?\}/g, (_, name, skeleton) =>
        skeleton === undefined ? values[name] : this.date(values[name], skeleton),
      );
  }

  date(minute, skeleton) {
    const day = dayOf(minute);
    const ofDay = minute - day * DAY;
    return this.fields(skeleton, {
      day: new Date(day * 86400000),
      weekday: weekday(day),
      hour: Math.floor(ofDay / 60),
      minute: ofDay % 60,
    });
  }

  // The end of a day is 24 o'clock.
  clock(minuteOfDay) {
    return this.fields("Hm", { hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 });
  }

  fields(skeleton, { day, weekday: ofWeek, hour, minute }) {
    const { patterns, months, weekdays, yearOffset } = this.dates;
    const two = (number) => String(number).padStart(2, "0");
    const fields = {
      y: () => day.getUTCFullYear() + yearOffset,
      MMM: () => months[day.getUTCMonth()],
      M: () => day.getUTCMonth() + 1,
      d: () => day.getUTCDate(),
      EEE: () => weekdays[ofWeek - 1],
      HH: () => two(hour),
      H: () => hour,
      mm: () => two(minute),
    };
    return patterns[skeleton].replace(/y|MMM|M|d|EEE|HH|H|mm/g, (field) => fields[field]());
  }

  list(parts) {
    return parts.join(this.text("card.languageSeparator"));
  }

  // Why a line is in its state, and until when. It names days and never says "today", because the
  // sentence may be kept as long as the state holds.
  reason({ state, cause, nextChangeAt, next, why }, at) {
    const key = `reason.${cause}`;
    let reason;
    if (nextChangeAt === null || this.messages[`${key}.until`] === undefined) {
      reason = this.text(key);
    } else {
      const form = state === "OPEN" || next === "OPEN" ? "until" : "perhaps";
      reason = this.text(`${key}.${form}`, { when: this.when(localMinute(nextChangeAt), localMinute(at)) });
    }
    return why === undefined ? reason : this.text("reason.because", { reason, detail: inLanguage(why, this.language) });
  }

  when(minute, reader) {
    return this.text(reader !== undefined && dayOf(minute) === dayOf(reader) ? "when.sameDay" : "when.otherDay", {
      at: minute,
    });
  }

  hours(hours) {
    const separator = this.text("hours.lineSeparator");
    if (!areKnown(hours)) return this.text("hours.unknown");
    const weekly = hours.alwaysOpen === true ? this.text("hours.alwaysOpen") : this.weekly(hours.weekly, separator);
    return weekly + separator + this.text(`hours.holiday.${hours.holidayRule}`);
  }

  weekly(weekly, separator) {
    const periods = weekly
      .flatMap(({ days, ...rest }) => days.map((day) => ({ day, ...rest })))
      .sort((one, other) => one.day - other.day || minutes(one.opens) - minutes(other.opens));
    const byValidity = new Map();
    for (const period of periods) {
      const validity = `${period.validFrom ?? ""} ${period.validUntil ?? ""}`;
      byValidity.set(validity, [...(byValidity.get(validity) ?? []), period]);
    }
    return [...byValidity.values()].map((same) => this.valid(same[0], this.lines(same, separator))).join(separator);
  }

  lines(periods, separator) {
    const spans = Array.from({ length: 8 }, () => []);
    for (const { day, opens, closes } of periods) spans[day].push(this.span(minutes(opens), minutes(closes)));
    const days = new Map();
    spans.forEach((of, day) => {
      const text = of.join(this.text("hours.spanSeparator"));
      if (of.length > 0) days.set(text, [...(days.get(text) ?? []), day]);
    });
    return [...days].map(([of, same]) => this.text("hours.line", { days: this.days(same), spans: of })).join(separator);
  }

  span(opens, closes) {
    return closes > DAY
      ? this.text("hours.spanNextDay", { opens: this.clock(opens), closes: this.clock(closes - DAY) })
      : this.text("hours.span", { opens: this.clock(opens), closes: this.clock(closes) });
  }

  days(days) {
    if (days.length === 7) return this.text("hours.everyDay");
    const parts = [];
    for (let begin = 0; begin < days.length; ) {
      let end = begin;
      while (days[end + 1] === days[end] + 1) end++;
      if (end - begin >= 2) {
        parts.push(
          this.text("hours.days", {
            first: this.text(`hours.day.${days[begin]}`),
            last: this.text(`hours.day.${days[end]}`),
          }),
        );
      } else {
        for (let index = begin; index <= end; index++) parts.push(this.text(`hours.day.${days[index]}`));
      }
      begin = end + 1;
    }
    return parts.join(this.text("hours.daySeparator"));
  }

  valid({ validFrom, validUntil }, line) {
    const from = validFrom == null ? null : epochDay(validFrom) * DAY;
    const until = validUntil == null ? null : epochDay(validUntil) * DAY;
    if (from !== null && until !== null) return this.text("hours.validBetween", { line, from, until });
    if (from !== null) return this.text("hours.validFrom", { line, from });
    return until === null ? line : this.text("hours.validUntil", { line, until });
  }
}

const areKnown = (hours) => hours?.alwaysOpen === true || (hours?.weekly ?? []).some(({ days }) => days.length > 0);

// The plain-text card of an entry: how to reach it, when, whether now, in which languages and where.
class Card {
  constructor(directory, words, area) {
    this.directory = directory;
    this.words = words;
    this.area = area;
  }

  write(read, at) {
    const { entry } = read;
    const lines = [this.text(entry.name)];
    const status = this.directory.status(read, at);
    if (status === "DO_NOT_REFER") {
      lines.push(this.words.text("card.doNotRefer"));
    } else if (status === "SUPERSEDED") {
      lines.push(...this.successor(entry));
    } else {
      if (status === "TEMPORARILY_CLOSED") lines.push(this.words.text("card.closed"));
      lines.push(...this.help(read, at));
    }
    lines.push(
      this.words.text("card.asOf", {
        date: epochDay(entry.asOf) * DAY,
        freshness: this.words.text(`card.freshness.${freshness(entry, at)}`),
      }),
    );
    lines.push(this.words.text("card.emergency"));
    if (this.words.names.draftNotice != null) lines.push(this.words.names.draftNotice);
    return lines.join("\n");
  }

  text(texts) {
    return inLanguage(texts, this.words.language);
  }

  // A replaced entry shows no number but its replacement's.
  successor(entry) {
    const successor = this.directory.find(entry.supersededBy);
    return successor === undefined
      ? [this.words.text("card.doNotRefer")]
      : [this.words.text("card.superseded", { name: this.text(successor.entry.name) }), ...this.contacts(successor)];
  }

  help(read, at) {
    const { words } = this;
    const { entry } = read;
    const lines = entry.purpose == null ? [] : [this.text(entry.purpose)];
    lines.push(...this.contacts(read), ...this.via(entry), this.hoursLine(entry.hours), ...this.note(this.text(entry.hours?.note)));
    const own = primary(words.language);
    lines.push(
      words.text("card.now", {
        at: words.when(localMinute(at)),
        state: words.reason(this.directory.availability(read, at, own), at),
      }),
    );
    const languages = entry.languages ?? [];
    const interpreted = entry.interpreterLanguages ?? [];
    const named = languages.map((tag) => {
      const language = words.names.languages[tag] ?? tag;
      return interpreted.includes(tag) ? words.text("card.interpreted", { language }) : language;
    });
    lines.push(words.text("card.languages", { languages: words.list(named) }));
    if (interpreted.some((tag) => primary(tag) === own) && languages.some((tag) => primary(tag) === own)) {
      lines.push(words.names.interpreter);
    }
    const areas = entry.nationwide
      ? words.text("card.nationwide")
      : this.areas((entry.coverage ?? []).map((covered) => covered.area));
    lines.push(words.text("card.where", { areas }));
    return lines;
  }

  via(entry) {
    const via = this.directory.find(entry.contactVia);
    const dial = via === undefined ? undefined : this.shown(via).find((contact) => contact.dial != null)?.dial;
    return dial === undefined ? [] : [this.words.text("card.via", { name: this.text(via.entry.name), dial })];
  }

  // Contacts of the area; without an area all, those that are bound to one last.
  shown({ contacts }) {
    const all = contacts.map(({ data }) => data);
    const isBound = (contact) => (contact.coverage ?? []).length > 0;
    return this.area == null
      ? [...all.filter((contact) => !isBound(contact)), ...all.filter(isBound)]
      : all.filter((contact) => !isBound(contact) || contact.coverage.some((code) => this.directory.touch(code, this.area)));
  }

  contacts(read) {
    return this.shown(read).flatMap((contact) => this.contact(contact, read));
  }

  // The contact, with the people it is for in brackets; then, each on its own line, its hours if they
  // differ from the entry's, and its note.
  contact(contact, read) {
    const target = contact.dial ?? contact.url;
    const note = this.text(contact.note);
    if (target == null && note === "") return [];
    const lines = [target == null ? this.named(contact, note) : this.qualified(contact, read, this.reach(contact, target))];
    if (this.keepsOtherHours(contact, read)) lines.push(...this.note(this.hoursLine(ownHours(contact, read.entry))));
    return target == null ? lines : [...lines, ...this.note(note)];
  }

  reach(contact, target) {
    if (contact.kind === "VOICE") return this.words.text("card.number", { dial: target });
    return contact.kind === "SMS" ? this.words.text("card.sms", { dial: target }) : this.named(contact, target);
  }

  named(contact, target) {
    const kind = this.words.names.contactKinds[contact.kind] ?? contact.kind;
    return this.words.text("card.contact", { kind, target });
  }

  qualified(contact, read, line) {
    const free = contact.kind === "VOICE" && (contact.freeOfCharge ?? read.entry.freeOfCharge) === true;
    const details = [this.who(contact, read), free ? this.words.text("card.free") : ""].filter((part) => part !== "");
    return details.length === 0
      ? line
      : this.words.text("card.details", { line, details: details.join(this.words.text("card.detailSeparator")) });
  }

  // The areas or languages that a contact is limited to. Of two contacts with one number, the one
  // without areas is for people outside the areas of the other.
  who(contact, read) {
    const coverage = contact.coverage ?? [];
    if (coverage.length > 0) return this.areas(coverage);
    const entryLanguages = read.entry.languages ?? [];
    const languages = contact.languages ?? entryLanguages;
    if (languages.join() !== entryLanguages.join()) {
      return this.words.list(languages.map((tag) => this.words.names.languages[tag] ?? tag));
    }
    const elsewhere = [...new Set(twins(contact, read).flatMap((twin) => twin.coverage ?? []))];
    return elsewhere.length === 0 ? "" : this.words.text("card.outside", { areas: this.areas(elsewhere) });
  }

  keepsOtherHours(contact, read) {
    const other =
      contact.hoursFrom !== "ENTRY" && (areKnown(ownHours(contact, read.entry)) || areKnown(read.entry.hours));
    return other || twins(contact, read).length > 1;
  }

  areas(codes) {
    return this.words.list(codes.map((code) => this.text(this.directory.areas.get(code).name)));
  }

  hoursLine(hours) {
    return this.words.text("card.hours", { hours: this.words.hours(hours) });
  }

  note(note) {
    return note === "" ? [] : [this.words.text("card.note", { note })];
  }
}

const ownHours = (contact, entry) =>
  contact.hoursFrom === "ENTRY" ? entry.hours : contact.hoursFrom === "OWN" ? contact.hours : undefined;

const twins = (contact, { contacts }) =>
  contact.dial == null
    ? []
    : contacts.map(({ data }) => data).filter(({ kind, dial }) => kind === contact.kind && dial === contact.dial);

function freshness({ verifiedAt, confidence }, at) {
  if (verifiedAt == null || confidence === "LOW") return "UNVERIFIED";
  return Date.parse(verifiedAt) + VERIFIED_FOR < at ? "STALE" : "VERIFIED";
}

class Directory {
  constructor(bundle) {
    this.calendar = new Calendar(bundle.calendar ?? []);
    this.areas = new Map((bundle.areas ?? []).map((area) => [area.code, area]));
    this.parents = new Map((bundle.areas ?? []).map((area) => [area.code, area.parent]));
    this.closures = bundle.closures ?? [];
    this.words = new Map(Object.entries(bundle.words ?? {}).map(([tag, words]) => [tag, new Words(tag, words)]));
    this.entries = new Map();
    for (const entry of bundle.entries ?? []) {
      try {
        this.entries.set(entry.key, this.read(entry));
      } catch {
        // The service leaves out what it cannot read, too, e.g. of a later version.
      }
    }
  }

  read(entry) {
    const closed =
      entry.closure != null || entry.status === "TEMPORARILY_CLOSED" ? [closure(entry.closure ?? {}, false)] : [];
    const own = this.timetable(entry, entry.hours, closed);
    const hidesPlace = entry.guarded || entry.kind === "TIP_LINE";
    const contacts = (entry.contacts ?? [])
      .filter((contact) => !(hidesPlace && contact.kind === "WALK_IN"))
      .map((contact) => ({
        data: contact,
        timetable: contact.hoursFrom === "ENTRY" ? own : this.timetable(entry, ownHours(contact, entry), closed),
      }));
    for (const code of [
      ...(entry.coverage ?? []).map((covered) => covered.area),
      ...contacts.flatMap(({ data }) => data.coverage ?? []),
    ]) {
      if (!this.areas.has(code)) throw new RangeError(`no area ${code}`);
    }
    // A number that is answered in a language decides for callers in that language.
    const byLanguage = new Map();
    for (const { data, timetable } of contacts) {
      if (data.kind === "VOICE" && (data.coverage ?? []).length === 0) {
        for (const tag of data.languages ?? entry.languages ?? []) {
          if (!byLanguage.has(primary(tag))) byLanguage.set(primary(tag), timetable);
        }
      }
    }
    return { entry, own, contacts, byLanguage, closed };
  }

  timetable(entry, hours, closed) {
    const closures = [...closed];
    for (const declared of this.closures) {
      if (shutsWith(entry, hours, declared.area, this.parents)) closures.push(closure(declared, true));
    }
    return new Timetable(new Schedule(hours, entry.confidence === "LOW", this.calendar), closures);
  }

  find(key) {
    return key == null ? undefined : this.entries.get(key);
  }

  availability({ own, byLanguage }, at, language) {
    return (byLanguage.get(language) ?? own).at(at);
  }

  // A temporary closure has a start and an end.
  status({ entry, closed }, at) {
    return entry.status !== "TEMPORARILY_CLOSED" || holds(closed[0], localMinute(at)) ? entry.status : "ACTIVE";
  }

  touch(one, other) {
    return one === other || this.parents.get(one) === other || this.parents.get(other) === one;
  }

  // The words of a language; English ones for a language without texts.
  wordsOf(language) {
    return (
      this.words.get(language) ??
      [...this.words.values()].find((words) => primary(words.language) === primary(language)) ??
      this.words.get("en")
    );
  }
}

export function load(bundle) {
  const directory = new Directory(bundle);
  return {
    keys: [...directory.entries.keys()],
    languages: [...directory.words.keys()],
    entry(key, at, language = "zh-TW") {
      const found = directory.find(key);
      if (found === undefined) return null;
      const time = Number(at);
      const words = directory.wordsOf(language);
      const shown = (availability) => ({
        state: availability.state,
        cause: availability.cause,
        nextChangeAt: availability.nextChangeAt,
        reason: words?.reason(availability, time) ?? null,
      });
      return {
        key,
        status: directory.status(found, time),
        ...shown(directory.availability(found, time, primary(language))),
        contacts: found.contacts.map(({ data, timetable }) => ({
          kind: data.kind,
          dial: data.dial ?? null,
          url: data.url ?? null,
          ...shown(timetable.at(time)),
        })),
      };
    },
    card(key, at, language = "zh-TW", area = null) {
      const found = directory.find(key);
      return found === undefined ? null : new Card(directory, directory.wordsOf(language), area).write(found, Number(at));
    },
    name(kind, value, language = "zh-TW") {
      return directory.wordsOf(language)?.names[kind]?.[value] ?? null;
    },
    hours(hours, language = "zh-TW") {
      return directory.wordsOf(language).hours(hours);
    },
  };
}

export function merge(bundle, changes) {
  if (changes.since == null) return changes;
  if (changes.since !== bundle.version) throw new RangeError("these are the changes of another version");
  const gone = new Set((changes.removed ?? []).map((removed) => removed.key));
  const changed = new Map(changes.entries.map((entry) => [entry.key, entry]));
  const kept = bundle.entries.filter(({ key }) => !gone.has(key) && !changed.has(key));
  const { since, ...rest } = changes;
  const common = changes.common === bundle.common ? bundle : changes;
  return {
    ...rest,
    ...Object.fromEntries(COMMON.filter((part) => common[part] !== undefined).map((part) => [part, common[part]])),
    removed: [...(bundle.removed ?? []).filter(({ key }) => !changed.has(key)), ...(changes.removed ?? [])],
    entries: [...kept, ...changed.values()].sort((one, other) => (one.key < other.key ? -1 : 1)),
  };
}
