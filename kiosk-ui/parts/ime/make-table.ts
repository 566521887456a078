/**
 * Makes `table.json` from pinyin-pro: run `node kiosk-ui/parts/ime/make-table.ts` after a change of `words.txt` or of the content.
 * The table is kept with the source so that neither the build nor the kiosk needs the dictionary.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { pinyin, segment } from 'pinyin-pro';

/** The commonest characters of written Chinese, in order; ranks what GB 2312 leaves in alphabetical order. */
const COMMONEST =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严';

const here = import.meta.dirname;
const gb2312 = hanziOfGb2312();
const words = [...new Set([...readFileSync(join(here, 'words.txt'), 'utf8').split(/\s+/), ...wordsOfContent()])].filter((word) =>
  /^\p{Script=Han}+$/u.test(word),
);
const singles = words.filter((word) => Array.from(word).length === 1);

const rank = new Map<string, number>();
const ranked = [...Array.from(COMMONEST), ...singles, ...words.flatMap((word) => Array.from(word)), ...gb2312];
ranked.forEach((char, index) => rank.set(char, Math.min(index, rank.get(char) ?? index)));

const chars: Record<string, string> = {};
for (const char of [...rank.keys()].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))) {
  for (const syllable of new Set(pinyin(char, { multiple: true, toneType: 'none', type: 'array', v: true }))) {
    if (/^[a-z]+$/.test(syllable)) chars[syllable] = (chars[syllable] ?? '') + char;
  }
}

const phrases: Record<string, string> = {};
for (const word of words) {
  const length = Array.from(word).length;
  if (length < 2 || length > 10) continue;
  const key = pinyin(word, { toneType: 'none', type: 'array', v: true }).join(' ');
  if (key.split(' ').length === length && /^[a-z ]+$/.test(key))
    phrases[key] = phrases[key] === undefined ? word : `${phrases[key]} ${word}`;
}

writeFileSync(join(here, 'table.json'), `${JSON.stringify({ chars, words: phrases }, null, 2)}\n`);
console.log(`${Object.keys(chars).length} syllables, ${rank.size} characters, ${Object.keys(phrases).length} readings of words`);

/** Level 1 (common) before level 2, rows 16–87 of GB 2312. */
function hanziOfGb2312(): readonly string[] {
  const found: string[] = [];
  for (let row = 0xb0; row <= 0xf7; row += 1) {
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
      const char = iconv.decode(Buffer.from([row, cell]), 'gb2312');
      if (/^\p{Script=Han}$/u.test(char)) found.push(char);
    }
  }
  return found;
}

/** Names and aliases in the shipped content, whole and cut into words. */
function wordsOfContent(): readonly string[] {
  const folder = join(here, '../../../config/content');
  if (!existsSync(folder)) return [];
  const names = globSync('**/*.json', { cwd: folder }).flatMap((file) =>
    Array.from(readFileSync(join(folder, file), 'utf8').matchAll(/"(?:name|title|label)":\s*"([^"]{2,20})"/g), (match) => match[1] ?? ''),
  );
  return names.flatMap((name) => [name, ...segment(name).map((part) => part.origin)]);
}
