/** What the loan comes to, and its schedule a year at a time. */
import type { VNode } from 'preact';
import { yuanWords } from '../../../shared/base/money.ts';
import type { LoanResult, LoanView } from '../../../shared/catalog/views.ts';
import { Button } from '../../parts/button.tsx';
import { Note } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { dayWords } from '../../words/time.ts';
import { say } from '../../words/words.ts';
import { numberWords } from '../../../shared/base/number-words.ts';

/** Props of LoanResultPage. */
export interface LoanResultPageProps {
  readonly view: LoanView;
  readonly change: (what: 'yuan' | 'years' | 'option') => void;
  readonly repay: (repayment: LoanResult['repayment']) => void;
  readonly turn: (page: number) => void;
  readonly print: () => void;
  /** Null where there is no A4 printer. */
  readonly printSheet: (() => void) | null;
  readonly back: () => void;
}

/** Draws the result. The first page has the sums and the first year, the others a year each. */
export function LoanResultPage({ view, change, repay, turn, print, printSheet, back }: LoanResultPageProps): VNode | null {
  const { result } = view;
  if (result === null) return null;
  return (
    <Page
      title={view.title}
      part={`${result.repayment} ${result.page}`}
      top={
        <Tabs
          label={say('loan.repayment')}
          tabs={[
            { id: 'instalment', label: say('loan.instalment') },
            { id: 'principal', label: say('loan.principal') },
          ]}
          at={result.repayment}
          turn={repay}
        />
      }
      beyond={{ at: result.page, of: result.pages, turn }}
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
      extra={printSheet !== null && <Button label={say('loan.print-sheet')} icon="print" onPress={printSheet} />}
      main={<Button label={say('button.print')} icon="print" look="main" onPress={print} />}
    >
      {result.page === 0 && <Sums view={view} result={result} change={change} />}
      <h2>{say('loan.year', { n: result.page + 1 })}</h2>
      <Schedule result={result} />
      <footer class="source">
        <p>{view.note}</p>
        <p>{say('dataset.source', { publisher: view.source.publisher, title: view.source.title })}</p>
        <p>{say('loan.as-of', { date: dayWords(view.asOf) })}</p>
      </footer>
    </Page>
  );
}

function Sums({
  view,
  result,
  change,
}: {
  readonly view: LoanView;
  readonly result: LoanResult;
  readonly change: LoanResultPageProps['change'];
}): VNode {
  const edit = (what: 'yuan' | 'years' | 'option', label: string): VNode => (
    <Button label={say('check.edit')} name={say('check.edit-what', { label })} icon="pencil" onPress={() => change(what)} />
  );
  return (
    <>
      {view.stale && (
        <Note tone="warm" icon="alert">
          <p>{say('loan.stale')}</p>
        </Note>
      )}
      <p class="large-answer">
        {say(result.repayment === 'instalment' ? 'loan.each-month' : 'loan.first-month', { sum: yuanWords(result.firstFen) })}
      </p>
      <Rows
        rows={[
          { label: say('loan.last-month'), value: yuanWords(result.lastFen) },
          { label: say('loan.interest'), value: yuanWords(result.interestFen) },
          { label: say('loan.total'), value: yuanWords(result.totalFen) },
          { label: say('loan.rate'), value: `${result.percent}%` },
          {
            label: say('loan.yuan-label'),
            value: `${numberWords(String(result.yuan))} ${say('loan.unit-yuan')}`,
            action: edit('yuan', say('loan.yuan-label')),
          },
          {
            label: say('loan.years-label'),
            value: `${result.years} ${say('loan.unit-years')}`,
            action: edit('years', say('loan.years-label')),
          },
          { label: say('loan.option'), value: result.option, action: edit('option', say('loan.option')) },
        ]}
      />
    </>
  );
}

function Schedule({ result }: { readonly result: LoanResult }): VNode {
  const sum = (fen: number): string => numberWords((fen / 100).toFixed(2));
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{say('loan.month')}</th>
          <th scope="col" class="right">
            {say('loan.payment')}
          </th>
          <th scope="col" class="right">
            {say('loan.of-interest')}
          </th>
          <th scope="col" class="right">
            {say('loan.left')}
          </th>
        </tr>
      </thead>
      <tbody>
        {result.months.map((month) => (
          <tr key={month.month}>
            <td>{month.month}</td>
            <td class="right">{sum(month.paymentFen)}</td>
            <td class="right">{sum(month.interestFen)}</td>
            <td class="right">{sum(month.leftFen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
