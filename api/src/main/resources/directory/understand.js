// Reads what somebody types for what happens, to whom and where, exactly as a server does, from the one file
// /directory/understanding-<hash>. A plain ES module that needs nothing else.
//
//   const reader = load(new Uint8Array(await (await fetch(address)).arrayBuffer()));
//   reader.read("有人在家裡打我").lines[0].key

const FORMAT = 3;
const MODEL_VERSION = 3;
const RARITIES = 64;
const WEIGHTS = 320;
const FORMER = 24;
const SIZES = 16;
const LONGEST = 500;
const LONGEST_GRAM = 5;
const GAP_SPACED = 24;
const GAP_UNSPACED = 8;
const OUTRIGHT_OF = [3, 5];
const TAKEN = "\u0003";
const KIND = "kind:";
const HYPHEN = /([a-z])['\u2019]?[-\u2010-\u2015]['\u2019]?(?=[a-z])/gi;

const isHan = (c) => (c >= "\u3400" && c <= "\u9fff") || c === "\u3007";
const isThai = (c) => c >= "\u0e00" && c <= "\u0e7f";
const isUnspaced = (c) => isHan(c) || isThai(c) || (c >= "\u3100" && c <= "\u312f") || c === "\u02c7" || c === "\u02ca";
const isLatin = (c) => (c >= "a" && c <= "z") || (c >= "0" && c <= "9");

class Source {
  constructor(bytes) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.bytes = bytes;
    this.at = 0;
  }

  int() {
    this.at += 4;
    return this.view.getInt32(this.at - 4);
  }

  byte() {
    return this.bytes[this.at++];
  }

  part(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  word() {
    const length = this.view.getUint16(this.at);
    this.at += 2;
    return new TextDecoder().decode(this.part(length));
  }

  words() {
    return Array.from({ length: this.int() }, () => this.word());
  }
}

/** Numbers in as few bits as their frequencies allow, as the server packs them. */
class Packed {
  constructor(bytes, contexts) {
    this.bytes = bytes;
    this.shares = new Int32Array(contexts).fill(1 << 15);
    this.counts = new Int32Array(contexts);
    this.low = 0;
    this.high = 0xffffffff;
    this.code = 0;
    for (this.at = 0; this.at < 4; this.at++) {
      this.code = this.code * 256 + (bytes[this.at] ?? 0);
    }
  }

  yes(context) {
    const middle = this.low + Math.floor((this.high - this.low) / 65536) * this.shares[context];
    const yes = this.code <= middle;
    if (yes) {
      this.high = middle;
    } else {
      this.low = middle + 1;
    }
    this.counts[context] = Math.min(500, this.counts[context] + 1);
    this.shares[context] += Math.trunc(((yes ? 65535 : 0) - this.shares[context]) / (this.counts[context] + 1));
    this.shares[context] = Math.max(32, Math.min(65504, this.shares[context]));
    while (this.low >>> 24 === this.high >>> 24) {
      this.low = (this.low << 8) >>> 0;
      this.high = ((this.high << 8) | 255) >>> 0;
      this.code = ((this.code << 8) | (this.bytes[this.at++] ?? 0)) >>> 0;
    }
    return yes;
  }

  byte(context) {
    let before = 1;
    while (before < 256) {
      before = (before << 1) | (this.yes(context + before) ? 1 : 0);
    }
    return before - 256;
  }

  number(context) {
    let digits = 1;
    while (digits < 31 && this.yes(context + digits)) {
      digits++;
    }
    let number = 1;
    for (let digit = digits - 2; digit >= 0; digit--) {
      number = (number << 1) | (this.yes(context + 32 + digit) ? 1 : 0);
    }
    return number - 1;
  }

  weight(context, former) {
    if (!this.yes(context + former)) {
      return 0;
    }
    const positive = this.yes(context + FORMER);
    let size = 1;
    while (size < 127 && this.yes(context + FORMER + Math.min(size, SIZES - 1))) {
      size++;
    }
    return positive ? size : -size;
  }
}

function readModel(bytes, gramBits) {
  if (bytes.length === 0) {
    return null;
  }
  const source = new Source(bytes);
  source.int();
  if (source.int() !== MODEL_VERSION) {
    return null;
  }
  const classes = source.words();
  const cues = source.words();
  const scale = source.int();
  const count = source.int();
  const indexOf = new Uint16Array(1 << gramBits);
  const rarities = new Uint8Array(count);
  const weights = classes.map(() => new Int8Array(count));
  const packed = new Packed(source.part(source.int()), WEIGHTS + classes.length * (FORMER + SIZES));
  let gram = 0;
  for (let index = 0; index < count; index++) {
    gram += packed.number(0);
    indexOf[gram] = index + 1;
    rarities[index] = packed.byte(RARITIES);
    let former = 0;
    for (let each = classes.length - 1; each >= 0; each--) {
      const weight = packed.weight(WEIGHTS + each * (FORMER + SIZES), former);
      weights[each][index] = weight;
      if (each === classes.length - 1) {
        former = weight === 0 ? 0 : weight > 0 ? 8 : 16;
      } else if (weight !== 0 && former % 8 !== 7) {
        former++;
      }
    }
  }
  const biases = classes.map(() => source.int());
  const cueWeights = classes.map(() => cues.map(() => source.int()));
  return { classes, cues: new Map(cues.map((cue, number) => [cue, number])), scale, indexOf, rarities, weights, biases, cueWeights };
}

/** The runs of one to five characters in a text, and its words and pairs of words with their marks, as numbers. */
function grams(text, marks, bits) {
  const found = new Set();
  const cut = (hash) => (hash ^ (hash >>> 15)) & ((1 << bits) - 1);
  const add = (word) =>
    found.add(cut([...Array(word.length).keys()].reduce((hash, at) => Math.imul(hash ^ word.charCodeAt(at), 0x01000193), 0x811c9dc5 | 0)));
  if (marks.areTyped) {
    marks.words.forEach((word, at) => {
      add(word);
      if (at > 0) {
        add(marks.words[at - 1] + " " + word);
      }
    });
  }
  for (let at = 0; at < text.length; at++) {
    let hash = 0x811c9dc5 | 0;
    for (let end = at; end < Math.min(at + LONGEST_GRAM, text.length); end++) {
      hash = Math.imul(hash ^ text.charCodeAt(end), 0x01000193);
      if (end > at || text[at] !== " ") {
        found.add(cut(hash));
      }
    }
  }
  return found;
}

function apart(text, word, at, openEnd) {
  const end = at + word.length;
  return (
    !(at > 0 && isLatin(word[0]) && isLatin(text[at - 1])) &&
    (openEnd || !(end < text.length && isLatin(word[word.length - 1]) && isLatin(text[end])))
  );
}

const standsAt = (text, word, at, openEnd) => text.startsWith(word, at) && apart(text, word, at, openEnd);

function placeOf(text, word, openEnd, from) {
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1)) {
    if (apart(text, word, at, openEnd)) {
      return at;
    }
  }
  return -1;
}

const both = (one, other) => new Set([...one, ...other]);

/**
 * @param {Uint8Array} file all bytes of /directory/understanding-<hash>, unpacked
 * @returns {{read: (typed: string, language?: string) => {stage: string, situations: string[],
 *   lines: {key: string, situation: string | null}[], fallback: boolean, areas: string[][]}}}
 *   `stage` is CRISIS, NEED, UNCLEAR or NOTHING; `language` is the primary tag of the asker's language
 */
export function load(file) {
  const source = new Source(file);
  const head = JSON.parse(new TextDecoder().decode(source.part(source.int())));
  if (head.format !== FORMAT) {
    throw new Error(`format ${head.format} is not ${FORMAT}`);
  }
  const { parts } = head;
  const { weights } = parts;
  const situations = parts.situations;
  const isCrisis = (situation) => situation < parts.crises;
  const number = new Map(situations.map((code, at) => [code, at]));
  const model = readModel(file.subarray(source.at), parts.gramBits);
  const crisisLines = new Set(head.crisisLines);

  const folding = new Map();
  for (const line of parts.folding.split("\n")) {
    if (line !== "") {
      folding.set(line[0], line.slice(1));
    }
  }
  const patterns = parts.quiet.map((pattern, at) => new RegExp(pattern, at < 2 ? "g" : ""));
  const [beforeHan, beforeThai, beforeLatin, after] = parts.beside;

  const places = new Map();
  for (const { name: text, areas = [], counties = [] } of parts.places ?? []) {
    places.set(text[0], [...(places.get(text[0]) ?? []), { text, areas, counties }]);
  }
  for (const names of places.values()) {
    names.sort((one, other) => other.text.length - one.text.length || (one.text < other.text ? -1 : 1));
  }

  function letters(c) {
    return folding.get(c) ?? (isLatin(c) || isUnspaced(c) ? c : " ");
  }

  function folded(typed) {
    let text = " ";
    for (let index = 0; index < typed.length; index++) {
      const more = letters(typed[index]);
      text += more === " " && text.endsWith(" ") ? "" : more;
    }
    return text.endsWith(" ") ? text : text + " ";
  }

  /** How the words in Latin letters were typed: folded, with their marks behind them. */
  function wordsOf(typed) {
    const words = [];
    let word = "";
    let marks = [];
    for (const c of (typed.normalize("NFD") + " ").split("")) {
      const more = letters(c);
      if (c >= "\u0300" && c <= "\u036f") {
        marks.push(c);
      } else if (more !== "" && isLatin(more[0])) {
        word += more;
        marks.push(...(c === "\u0111" || c === "\u0110" ? ["\u0111"] : []));
      } else if (more !== "") {
        if (word !== "") {
          words.push(word + marks.sort().join(""));
        }
        word = "";
        marks = [];
      }
    }
    return words;
  }

  function marksOf(typed, text, whole) {
    const all = wordsOf(typed);
    const within = (some) => {
      const held = new Set(some.trim().split(" "));
      return all.filter((word) => held.has([...word].filter(isLatin).join("")));
    };
    const words = within(text);
    const marked = words.filter((each) => !isLatin(each[each.length - 1])).length;
    return { words, areTyped: marked >= parts.marksFrom, distinct: new Set(within(whole)) };
  }

  /** The languages in Latin letters that a text is certainly not written in. */
  function ruledOut(text) {
    const held = new Set(text.trim().split(" "));
    const counts = Object.entries(parts.languages).map(([language, words]) => [
      language,
      words.filter((word) => held.has(word)).length,
    ]);
    const certain = counts.some(([, count]) => count >= parts.ruledOutBy);
    return new Set(certain ? counts.filter(([, count]) => count === 0).map(([language]) => language) : []);
  }

  function joined(text) {
    let result = " ";
    for (const c of text) {
      if (c === " ") {
        result += result.endsWith(" ") ? "" : c;
        continue;
      }
      if (result.length > 1 && result.endsWith(" ") && isUnspaced(c) && isUnspaced(result[result.length - 2])) {
        result = result.slice(0, -1);
      }
      result += c;
    }
    return result.endsWith(" ") ? result : result + " ";
  }

  function withoutPlaces(text) {
    let rest = "";
    const areas = [];
    let at = 0;
    while (at < text.length) {
      const name = (places.get(text[at]) ?? []).find(
        ({ text: each, counties }) =>
          standsAt(text, each, at, false) && (counties.length === 0 || counties.some((county) => text.includes(county))),
      );
      if (name === undefined) {
        rest += text[at++];
        continue;
      }
      areas.push(name.areas);
      at += name.text.length;
      const before = isHan(name.text[0]) ? beforeHan : isThai(name.text[0]) ? beforeThai : beforeLatin;
      const spaced = isUnspaced(name.text[0]) ? "" : " ";
      const word = before.find((each) => rest.endsWith(spaced + each + spaced));
      if (word !== undefined) {
        rest = rest.slice(0, rest.length - word.length - spaced.length);
      }
      at += (after.find((each) => text.startsWith(each, at)) ?? "").length;
      if (!rest.endsWith(" ")) {
        const close = rest !== "" && at < text.length && isUnspaced(rest[rest.length - 1]) && isUnspaced(text[at]);
        rest += close ? "" : " ";
      }
      while (at < text.length && text[at] === " " && rest.endsWith(" ")) {
        at++;
      }
    }
    return { rest, areas };
  }

  function quietOf(typed) {
    return joined(folded(typed).replace(patterns[0], " ").replace(patterns[1], " "));
  }

  function closed(whole) {
    let text = whole;
    for (;;) {
      const shorter = joined(text.replace(patterns[2], " "));
      if (shorter === text || shorter.trim() === "") {
        return text;
      }
      text = shorter;
    }
  }

  function plain(typed) {
    const found = withoutPlaces(quietOf(typed));
    const whole = joined(found.rest);
    const text = closed(whole);
    return { text, whole, marks: marksOf(typed, text, whole), areas: found.areas };
  }

  /** A phrase's ending is removed only if enough is left. */
  function phraseOf(written) {
    const whole = quietOf(written);
    const text = closed(whole).trim();
    return text.length >= parts.phraseAtLeast && isHan(text[0]) ? text : whole.trim();
  }

  const takers = new Map();
  const sayers = new Map();
  const indexed = (text, at) => text.slice(at, at + 2);
  let phrases = 0;
  for (const group of head.lexicon) {
    const names = group.kind === "NAMES";
    const what = group.what ?? null;
    const situation = names || !number.has(what) ? null : number.get(what);
    const person = !names && parts.persons.includes(what) ? what : null;
    if (what !== null && situation === null && person === null && !names) {
      continue;
    }
    const cue = group.kind.toLowerCase() + (what === null ? "" : "." + what);
    for (const written of group.phrases) {
      const pieces = written.split("…").filter((piece, at, all) => piece !== "" || all.slice(at).some((each) => each !== ""));
      const openEnds = pieces.map((piece) => piece.trim().endsWith("*"));
      const texts = pieces.map(phraseOf);
      if (texts.some((text) => text === "")) {
        continue;
      }
      const { language } = group;
      const marked = language === parts.marked && !written.includes("*") ? wordsOf(written) : [];
      const phrase = { number: phrases++, kind: group.kind, cue, situation, person, texts, openEnds, language, marked };
      const index = group.kind === "INSTEAD" ? takers : sayers;
      const key = indexed(texts[0], 0);
      index.set(key, [...(index.get(key) ?? []), phrase]);
    }
  }

  function endOf(phrase, text, at) {
    const first = phrase.texts[0];
    if (!standsAt(text, first, at, phrase.openEnds[0])) {
      return 0;
    }
    let end = at + first.length;
    for (let index = 1; index < phrase.texts.length; index++) {
      const next = placeOf(text, phrase.texts[index], phrase.openEnds[index], end);
      if (next < 0 || next - end > (isLatin(first[0]) ? GAP_SPACED : GAP_UNSPACED)) {
        return 0;
      }
      end = next + phrase.texts[index].length;
    }
    return end;
  }

  function starting(index, text, at) {
    const pairs = index.get(indexed(text, at)) ?? [];
    return at + 1 === text.length ? pairs : [...pairs, ...(index.get(text[at]) ?? [])];
  }

  /** Whether a phrase does not count in this text: its language is ruled out, or one of its words has other marks than the text's. */
  function isOther(others, marks, phrase) {
    return (
      isLatin(phrase.texts[0][0]) &&
      (others.has(phrase.language) || (marks.areTyped && !phrase.marked.every((word) => marks.distinct.has(word))))
    );
  }

  function see({ text: short, whole: text, marks }) {
    const others = ruledOut(short);
    const held = new Map();
    const left = [...text];
    for (let at = 0; at < text.length; at++) {
      for (const phrase of starting(takers, text, at)) {
        const end = isOther(others, marks, phrase) ? 0 : endOf(phrase, text, at);
        if (end > 0) {
          held.set(phrase.number, phrase);
          left.fill(TAKEN, at, at + phrase.texts[0].length);
          left.fill(TAKEN, end - phrase.texts[phrase.texts.length - 1].length, end);
        }
      }
    }
    const rest = left.join("");
    for (let at = 0; at < rest.length; at++) {
      for (const phrase of starting(sayers, rest, at)) {
        if (endOf(phrase, rest, at) > 0 && !isOther(others, marks, phrase)) {
          held.set(phrase.number, phrase);
        }
      }
    }
    const counts = new Map();
    const lengths = new Map();
    const seen = { cues: new Set(), said: new Set(), outright: new Set(), persons: new Set(), now: false };
    const least = short.trim().length;
    for (const phrase of held.values()) {
      counts.set(phrase.cue, (counts.get(phrase.cue) ?? 0) + 1);
      seen.now ||= phrase.kind === "NOW";
      if (phrase.person !== null) {
        seen.persons.add(phrase.person);
      }
      if (phrase.situation !== null) {
        const length = phrase.texts.reduce((sum, each) => sum + each.length, 0);
        if (length >= least) {
          seen.outright.add(phrase.situation);
        }
        if (phrase.kind === "SAYS") {
          lengths.set(phrase.situation, (lengths.get(phrase.situation) ?? 0) + length);
        }
      }
    }
    for (const [cue, count] of counts) {
      seen.cues.add(cue);
      if (count > 1 && !cue.startsWith("names.")) {
        seen.cues.add(cue + ".again");
      }
    }
    for (const [situation, length] of lengths) {
      seen.said.add(situation);
      if (length * OUTRIGHT_OF[1] >= OUTRIGHT_OF[0] * (short.length - 2)) {
        seen.outright.add(situation);
      }
    }
    return seen;
  }

  /** @param {NonNullable<ReturnType<typeof readModel>>} model */
  function score(model, { text, marks }, seen) {
    const sums = model.classes.map(() => 0);
    let length = 0;
    for (const gram of grams(text, marks, parts.gramBits)) {
      const index = model.indexOf[gram] - 1;
      if (index >= 0) {
        length += model.rarities[index] * model.rarities[index];
        for (let each = 0; each < sums.length; each++) {
          sums[each] += model.weights[each][index];
        }
      }
    }
    const unit = length === 0 ? 0 : model.scale / Math.sqrt(length);
    const scores = sums.map((sum, each) => model.biases[each] + Math.floor(sum * unit));
    for (const cue of seen.cues) {
      const at = model.cues.get(cue);
      for (let each = 0; at !== undefined && each < scores.length; each++) {
        scores[each] += model.cueWeights[each][at];
      }
    }
    return scores;
  }

  function share(thousandths) {
    const index = Math.floor(thousandths / 125) + (parts.odds.length - 1) / 2;
    return parts.odds[Math.max(0, Math.min(parts.odds.length - 1, index))];
  }

  function tells(text, seen) {
    let unspaced = 0;
    let words = 0;
    for (let at = 1; at < text.length; at++) {
      unspaced += isHan(text[at]) ? 2 : isUnspaced(text[at]) ? 1 : 0;
      words += text[at] === " " && isLatin(text[at - 1]) ? 1 : 0;
    }
    return [...seen.cues].some((cue) => cue.startsWith("says.") || cue.startsWith("hint.")) || unspaced + 3 * words >= 10;
  }

  function reading(typed) {
    const texts =
      typed.length <= LONGEST
        ? [typed]
        : [typed.slice(0, LONGEST), typed.slice(Math.max(LONGEST, typed.length - LONGEST))];
    let seen = { cues: new Set(), said: new Set(), outright: new Set(), persons: new Set(), now: false };
    let scores = null;
    let words = false;
    let phrases = false;
    const result = { areas: /** @type {string[][]} */ ([]), tells: false, crisis: 0, none: 0, shares: situations.map(() => 0) };
    for (const part of texts) {
      const read = plain(part);
      const { text, areas } = read;
      const one = see(read);
      seen = {
        cues: both(seen.cues, one.cues),
        said: both(seen.said, one.said),
        outright: both(seen.outright, one.outright),
        persons: both(seen.persons, one.persons),
        now: seen.now || one.now,
      };
      result.areas.push(...areas);
      result.tells ||= tells(text, one);
      const trimmed = text.trim();
      words ||= trimmed.length > 1;
      phrases ||= trimmed.length > 1 && (trimmed.includes(" ") || !isLatin(trimmed[0]));
      if (model !== null) {
        const more = score(model, read, one);
        scores =
          scores === null
            ? more
            : scores.map((each, at) =>
                model.classes[at] === "none" ? Math.min(each, more[at]) : Math.max(each, more[at]),
              );
      }
    }
    if (model === null || scores === null) {
      result.crisis = [...seen.said].some(isCrisis) ? weights.outright : 0;
      result.shares = situations.map((code, at) =>
        seen.said.has(at) ? weights.said : seen.cues.has("hint." + code) ? weights.hinted : 0,
      );
    } else {
      model.classes.forEach((name, each) => {
        if (number.has(name)) {
          result.shares[number.get(name)] = share(scores[each]);
        } else if (name === "crisis" || name === "none") {
          result[name] = share(scores[each]);
        }
      });
    }
    const crises = ![...seen.outright].some(isCrisis) && result.crisis >= weights.crisisHeard;
    result.shares = result.shares.map((each, at) => {
      const weighed = seen.outright.size === 0 || (crises && isCrisis(at));
      return weighed || each >= weights.otherLikely ? each : 0;
    });
    for (const situation of seen.outright) {
      result.shares[situation] = Math.max(result.shares[situation], weights.outright);
      result.crisis = isCrisis(situation) ? Math.max(result.crisis, weights.outright) : result.crisis;
      result.none = 0;
    }
    const heard = result.shares.some((each, at) => each >= (isCrisis(at) ? weights.crisisHeard : weights.needHeard));
    result.tells ||= (words && result.crisis >= weights.crisisLikely) || (phrases && heard);
    return { ...result, seen };
  }

  const special = (rule) => (rule.person ? 4 : 0) + (rule.now ? 2 : 0) + (rule.language ? 1 : 0);
  const rules = situations.map((code) =>
    head.lines
      .filter((rule) => rule.situation === code && (!rule.person || parts.persons.includes(rule.person)))
      .sort((one, other) => special(other) - special(one)),
  );
  const anybody = head.lines.filter((rule) => rule.situation === "anybody").flatMap((rule) => rule.lines);

  function linesOf(situation, seen, language) {
    const lines = rules[situation]
      .filter(
        (rule) =>
          (!rule.person || seen.persons.has(rule.person)) &&
          (!rule.now || seen.now) &&
          (!rule.language || rule.language === language),
      )
      .flatMap((rule) => rule.lines);
    return [...new Set(lines)];
  }

  // The lines for thoughts of suicide at any time. Those who come at once (119) do not listen.
  const suicide = situations.indexOf("suicide");
  const listeners = linesOf(suicide, { persons: new Set(), now: false }, undefined);

  function worth(situation, lines, key, place) {
    const at = lines.indexOf(key);
    if (at < 0) {
      return 0;
    }
    const whole = isCrisis(situation) ? weights.crisisPlaces[place] : weights.needPlaces[place];
    const listens = situation === suicide && listeners.includes(key);
    const further = listens ? weights.listening : isCrisis(situation) ? weights.beside : weights.further;
    return whole * (at === 0 ? 100 : further);
  }

  function first(read, lines) {
    const keys = [...new Set(lines.flat())].filter((key) => !key.startsWith(KIND)).sort();
    const help = (key, place) => lines.map((of, situation) => read.shares[situation] * worth(situation, of, key, place));
    const alone = new Map(keys.map((key) => [key, help(key, 0).reduce((sum, each) => sum + each, 0)]));
    // Lines for none of the possible situations are left out.
    const pool = keys
      .filter((key) => alone.get(key) > 0)
      .sort((one, other) => alone.get(other) - alone.get(one))
      .slice(0, weights.linesWeighed);
    const helps = pool.map((key) => [0, 1, 2].map((place) => help(key, place)));
    const forCrises = pool.map((key) => crisisLines.has(key));
    let most = -Infinity;
    let best = pool.slice(0, 3);
    for (let one = 0; one < pool.length; one++) {
      for (let two = 0; two < pool.length; two++) {
        for (let three = 0; one !== two && three < pool.length; three++) {
          if (three === one || three === two) {
            continue;
          }
          const shown = forCrises[one] || forCrises[two] || forCrises[three];
          let sum =
            -100 *
            ((forCrises[one] ? weights.firstInVain * (1000 - read.crisis) : 0) +
              (shown ? weights.shownInVain * read.none : 0));
          for (let each = 0; each < situations.length; each++) {
            sum += Math.max(helps[one][0][each], helps[two][1][each], helps[three][2][each]);
          }
          if (sum > most) {
            most = sum;
            best = [pool[one], pool[two], pool[three]];
          }
        }
      }
    }
    return best;
  }

  function outright(best, read, lines) {
    for (const situation of [...read.seen.outright].sort((one, other) => one - other)) {
      const own = lines[situation].filter((key) => !key.startsWith(KIND)).slice(0, 2);
      const other = lines.some(
        (of, each) => isCrisis(each) && read.shares[each] >= weights.otherLikely && !of.includes(own[0] ?? ""),
      );
      if (isCrisis(situation) && own.length === 2 && own[0] === best[0] && !other) {
        return [...own, ...best.filter((key) => !own.includes(key))];
      }
    }
    return best;
  }

  /** Whoever may think of suicide finds a line that listens at any time among the first three. */
  function listenedTo(best, read, lines) {
    const share = read.shares[suicide];
    const atAnyTime = listeners.filter((key) => crisisLines.has(key));
    if (share < weights.listenedFrom || best.length < 3 || atAnyTime.length === 0 || best.some((key) => atAnyTime.includes(key))) {
      return best;
    }
    const other = Math.max(0, ...lines.map((of, at) => (at !== suicide && of[0] === best[2] ? read.shares[at] : 0)));
    return other * weights.listenedInstead > share ? best : [best[0], best[1], atAnyTime[0]];
  }

  function named(read) {
    const seen = [];
    for (const crisis of [true, false]) {
      const kind = situations
        .map((_, at) => at)
        .filter((at) => isCrisis(at) === crisis)
        .sort((one, other) => read.shares[other] - read.shares[one]);
      const least = Math.max(weights.named, Math.floor(read.shares[kind[0]] / 2));
      seen.push(...kind.filter((at) => read.shares[at] >= least));
    }
    return seen.length > 0 ? seen : [read.shares.indexOf(Math.max(...read.shares))];
  }

  function reason(key, seen, read, lines) {
    let found = null;
    let most = 0;
    seen.forEach((situation) => {
      const value = read.shares[situation] * worth(situation, lines[situation], key, 0);
      if (value > most) {
        most = value;
        found = situation;
      }
    });
    return found;
  }

  /** What is understood of a place name that is typed in syllables, as Nei-hu: the same as of the name in one word. */
  function placeInOneWord(typed, language) {
    const joinedUp = typed.replace(HYPHEN, "$1");
    const words = folded(joinedUp)
      .trim()
      .split(" ")
      .filter((word) => !parts.fillers.includes(word));
    if (joinedUp === typed || words.length !== 1 || ![...words[0]].every(isLatin)) {
      return null;
    }
    const one = readWords(words[0], language);
    return one.stage === "NOTHING" && one.areas.length > 0 ? one : null;
  }

  const read = (typed, language) => placeInOneWord(typed, language) ?? readWords(typed, language);

  function readWords(typed, language) {
    const nothing = { stage: "NOTHING", situations: [], lines: [], fallback: false, areas: [] };
    if (head.lines.length === 0) {
      return nothing;
    }
    const all = reading(typed);
    const told = all.none * (1000 - Math.max(...all.shares)) < 1000 * weights.noneLikely;
    if (!all.tells && !told) {
      return { ...nothing, areas: all.areas };
    }
    const of = situations.map((_, situation) => linesOf(situation, all.seen, language));
    const best = listenedTo(outright(first(all, of), all, of), all, of);
    const crisis = all.crisis >= weights.crisisLikely || crisisLines.has(best[0]);
    const seen = told ? named(all).filter((situation) => crisis || !isCrisis(situation)) : [];
    const reasons = best.map((key) => [key, reason(key, seen, all, of)]);
    // The first line for the understood need comes before the first line for what only may be meant.
    const ofNeeds = (condition) => reasons.findIndex(([key, situation]) => !crisisLines.has(key) && condition(situation));
    const own = crisis ? -1 : ofNeeds((situation) => situation !== null);
    const meant = ofNeeds((situation) => situation === null);
    if (meant >= 0 && meant < own) [reasons[meant], reasons[own]] = [reasons[own], reasons[meant]];
    const lines = new Map(reasons);
    const add = (key, situation) => lines.has(key) || lines.set(key, situation);
    const listed = () =>
      [...lines].map(([key, situation]) => ({ key, situation: situation === null ? null : situations[situation] }));
    if (!told) {
      anybody.forEach((key) => add(key, null));
      return { stage: "UNCLEAR", situations: [], lines: listed(), fallback: true, areas: all.areas };
    }
    seen.forEach((situation) => of[situation].forEach((key) => add(key, situation)));
    return {
      stage: crisis ? "CRISIS" : "NEED",
      situations: seen.map((situation) => situations[situation]),
      lines: listed(),
      fallback: false,
      areas: all.areas,
    };
  }

  return { read };
}
