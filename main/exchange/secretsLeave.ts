import { shortened } from '../../domain/bounded'
import { counted, firstFew } from '../../domain/counted'

/** Secrets that are about to leave the place where they are kept, and their owners. */
export type SecretsLeave = {
  how: 'export' | 'profiles'
  /** Names of the workspaces or profiles that have secrets. */
  names: readonly string[]
  /** How many secret keys and session tokens they have in total. */
  secrets: number
}

/** Asks the person outside of the window; resolves to whether they agree. */
export type AgreeToLeave = (leave: SecretsLeave) => Promise<boolean>

/** Whether the secrets of these owners may leave; true without asking when there are none. */
export async function mayLeave(
  agree: AgreeToLeave,
  how: SecretsLeave['how'],
  owners: readonly { name: string; secrets: number }[],
): Promise<boolean> {
  const leaving = owners.filter(({ secrets }) => secrets > 0)
  const secrets = leaving.reduce((sum, one) => sum + one.secrets, 0)
  return secrets === 0 || agree({ how, names: leaving.map(({ name }) => name), secrets })
}

/** The question as text; `agree` is the label of the button that agrees. */
export function leaveQuestion({ how, names, secrets }: SecretsLeave) {
  const few = firstFew(
    names.map((name) => `“${shortened(name, 60)}”`),
    5,
  )
  const count = counted(secrets, 'secret')
  return how === 'export'
    ? {
        message: `Export ${count} of ${counted(names.length, 'workspace')}?`,
        detail: `From ${few}. Secret keys and session tokens are read from the keychain and written to a file, encrypted with the passphrase that you entered. Anyone who has the file and the passphrase can use them.`,
        agree: 'Export with secrets',
      }
    : {
        message: `Import ${count} from ${counted(names.length, 'AWS CLI profile')}?`,
        detail: `From ${few}. Secret keys and session tokens are copied from the files of the AWS CLI into the keychain, for the new workspaces.`,
        agree: 'Import the keys',
      }
}
