import type { RiskLevel } from '../entry/entry.js'

/** Words of tool names, by the risk level that they stand for. */
export type RiskWords = Readonly<Record<RiskLevel, readonly string[]>>

/**
 * The words that `riskClassifier()` knows, by the level that they give to a name.
 *
 * An entry of several words (`log_in`, `api_key`) is found in any spelling (`login`, `logIn`) and goes before its parts.
 * Plurals and `-ing` need no entry of their own, except for safe words, which count only as they stand here.
 */
export const riskWords: RiskWords = {
  // Looks, and changes nothing.
  safe: words(`
    read get list ls fetch retrieve view show display describe explain preview search find look_up glob grep scan browse
    filter inspect peek monitor watch check verify validate lint compare diff detect count calculate compute estimate
    measure analyze analyse summarize summarise parse suggest recommend think is has can should ask help ping echo whoami
    wait sleep done scroll hover screenshot snapshot status info diagnostics directory_tree`),

  // Changes what can be changed back. Query and run stand here for what is not known: any statement, any program.
  moderate: words(`
    write create make generate add append insert put post save store record log update upsert edit modify change set
    configure patch replace search_replace find_replace read_write rename move copy mark tag label assign archive restore
    undo click tap press type fill input select drop_down check_box check_in drag drag_drop drag_and_drop swipe send_keys
    navigate go open close submit sign_in log_in log_out start stop pause resume restart reload refresh enable disable
    toggle connect disconnect run invoke trigger query install build import export upload download sync commit push pull
    merge rebase stash migrate schedule register subscribe unsubscribe read_receipt transfer_to_human transfer_to_agent`),

  // Deletes, is seen by others, spends, or runs whatever it is given.
  destructive: words(`
    delete del remove clean_up rm rmdir unlink erase drop clear purge truncate trash discard destroy prune overwrite uninstall reset
    rollback force_push merge_pull_request kill kill_all terminate cancel reboot shut_down power_off ban suspend deactivate
    send send_mail reply forward_email forward_message post_message tweet broadcast publish unpublish deploy grant revoke
    pay payment purchase buy sell trade exchange charge refund donate place_order check_out top_up recharge refuel
    book_reservation book_flight book_hotel book_ticket
    execute exec eval evaluate spawn subprocess shell bash sh zsh cmd powershell pwsh ssh terminal command repl python
    javascript run_script run_code run_sql code_interpreter code_execution`),

  // Beyond repair, or a thing that is not to be touched unseen.
  critical: words(`
    credential cred secret password passwd passphrase passcode keychain api_key access_key private_key secret_key ssh_key
    signing_key encryption_key access_token api_token auth_token bearer_token refresh_token session_token seed_phrase
    recovery_phrase recovery_code get_env print_env env_var environment_variable
    permission privilege chmod chown sudo impersonate grant_access grant_role revoke_access production prod
    transfer withdraw payout wipe shred nuke mkfs format_disk format_drive factory_reset drop_database delete_database
    delete_account close_account`),
}

/**
 * Safe words that may be the thing rather than the verb: `list_delete` deletes a list, whereas a `get_delete` can only be
 * something that is got.
 */
export const safeNouns: ReadonlySet<string> = new Set(
  words('list search view preview filter scan check count watch monitor estimate measure diff help display').concat(
    words('screenshot snapshot status info diagnostics lookup directorytree'),
  ),
)

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}
