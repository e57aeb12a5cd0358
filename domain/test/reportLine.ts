import { counted } from '../counted'
import { callerName } from './stageFacts'
import { stageTitles } from './testReport'
import type { TestReport } from './testReport'

/** A report in one line: `Passed in 655 ms, 6 stages, 39 tables as Reader`, `Failed in 141 ms at Identity, 2 stages not reached`. */
export function reportLine(report: TestReport): string {
  const { outcome, ms, stages, place } = report
  const took = `in ${Math.round(ms)} ms`
  if (outcome === 'passed') {
    const caller = callerName(place)
    const found =
      place.tables === undefined
        ? ''
        : `, ${place.moreTables ? 'more than ' : ''}${counted(place.tables, 'table')} listed${caller ? ` as ${caller}` : ''}`
    return `Passed ${took}, ${counted(stages.length, 'stage')}${found}`
  }
  const ended = stages.find(({ status }) => status === 'failed' || status === 'cancelled')
  const left = stages.filter(({ status }) => status === 'notReached').length
  const word = outcome === 'failed' ? 'Failed' : 'Cancelled'
  const where = ended ? ` at ${stageTitles[ended.name]}` : ''
  return `${word} ${took}${where}${left > 0 ? `, ${counted(left, 'stage')} not reached` : ''}`
}
