import { startDynalite, startDynamoDbLocal } from '../scripts/dynamodbLocal.mjs'

/** Starts the two local instances that every test shares: DynamoDB Local, or dynalite where there is no Java. */
export default async function startLocalInstances(): Promise<() => Promise<void>> {
  const start = process.env['LOCAL_DYNAMODB'] === 'dynalite' ? startDynalite : startDynamoDbLocal
  const [first, second] = await Promise.all([start(), start()])
  process.env['LOCAL_PORTS'] = `${first.port},${second.port}`
  return async () => {
    await Promise.all([first.stop(), second.stop()])
  }
}
