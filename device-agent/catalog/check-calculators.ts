/** Checks that every calculator finds a rate for each kind of loan at each of its terms. */
import type { ContentFault } from './content-fault.ts';
import { CONTENT_FAULTS_MAX } from './content-fault.ts';
import type { Content } from './content.ts';
import { ratesOf } from './loan-page.ts';

/** A yearly rate in percent as a dataset writes it, up to 24. */
const PERCENT = /^(?:\d|1\d|2[0-3])(?:\.\d{1,4})?$|^24(?:\.0{1,4})?$/;

/** Every disagreement. */
export function calculatorFaults(content: Content): readonly ContentFault[] {
  return [...content.calculators.values()]
    .flatMap((calculator, at): readonly ContentFault[] => {
      const say = (field: string, reason: string): ContentFault => ({ file: 'calculators.json', row: at + 1, field, reason });
      const themes = calculator.themes.filter((theme) => !content.themes.has(theme)).map((theme) => say('themes', `没有主题 ${theme}`));
      const dataset = content.datasets.get(calculator.dataset);
      if (dataset === undefined) return [...themes, say('dataset', `没有数据 ${calculator.dataset}`)];
      const keys = new Set(dataset.head.columns.map((column) => column.key));
      const lost = (['optionColumn', 'termColumn', 'rateColumn'] as const).filter((field) => !keys.has(calculator[field]));
      if (lost.length > 0) return [...themes, ...lost.map((field) => say(field, `数据里没有 ${calculator[field]} 这一列`))];
      const months = calculator.terms.map((term) => term.monthsMax);
      const order = months.some((max, index) => index > 0 && max <= (months[index - 1] ?? 0)) ? [say('terms', '期限要从短到长')] : [];
      const rates = ratesOf({ calculator, dataset });
      const gaps = [...new Set(rates.map((rate) => rate.option))].flatMap((option) =>
        calculator.terms
          .filter(({ term }) => !rates.some((rate) => rate.option === option && rate.term === term && PERCENT.test(rate.percent)))
          .map(({ term }) => say('terms', `“${option}”没有“${term}”的利率`)),
      );
      return [...themes, ...order, ...gaps, ...(rates.length === 0 ? [say('dataset', '没有利率')] : [])];
    })
    .slice(0, CONTENT_FAULTS_MAX);
}
