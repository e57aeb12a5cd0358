import { ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { expect, it, describe } from 'vitest'
import { startAwsDouble } from '../aws/awsDouble'
import { startLoopbackServer } from './loopbackServer'
import { dynamoClient, failureOf, type Key } from '../aws/sdkClients'
import { makeWorld } from '../aws/world'

const world = makeWorld()

describe('a DynamoDB Local behind', () => {
  it('gets verified calls only, under the account number as key', async () => {
    const seen: string[] = []
    const behind = await startLoopbackServer((request, response) => {
      seen.push(`${request.headers['x-amz-target']?.[0]} ${request.headers['authorization']?.[0]}`)
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' })
      response.end('{"TableNames":["FromBehind"]}')
    })
    const front = await startAwsDouble({ accounts: world.accounts, forwardTo: behind.port })
    const ask = (key: Key) => dynamoClient(front, key).send(new ListTablesCommand({}))
    expect((await ask(world.operator)).TableNames).toEqual(['FromBehind'])
    await failureOf(ask({ ...world.operator, secret: world.analyst.secret }))
    await failureOf(ask(world.newcomer))
    await front.stop()
    await behind.stop()
    expect(seen).toHaveLength(1)
    expect(seen[0]).toMatch(
      /^DynamoDB_20120810\.ListTables .* Credential=444455556666\/\d{8}\/eu-west-1\/dynamodb\/aws4_request,/,
    )
  })

  it('that does not run makes a server error', async () => {
    const gone = await startLoopbackServer(() => undefined)
    await gone.stop()
    const front = await startAwsDouble({ accounts: world.accounts, forwardTo: gone.port })
    const failure = await failureOf(dynamoClient(front, world.analyst).send(new ListTablesCommand({})))
    await front.stop()
    expect(failure).toMatchObject({ name: 'InternalServerError', status: 500 })
  })
})
