#when
# What an administrator checks and changes in Exchange Online so that this application may use the mailbox.
# It needs PowerShell, and the role Exchange Administrator.
#
# As it stands this script only looks. A command that changes something begins with # and no blank after it: read what is
# said above it, and take the # away to run it. A name in <angle brackets> is a value that was not known: write it there.
# After a change wait up to two hours before you judge the result.

# Once for each computer: the commands of Exchange Online.
#Install-Module ExchangeOnlineManagement -Scope CurrentUser

# Sign in to the organization that holds the mailbox.
#when worldwide
Connect-ExchangeOnline -Organization {tenant}

#when gcc-high
Connect-ExchangeOnline -Organization {tenant} -ExchangeEnvironmentName 'O365USGovGCCHigh'

#when dod
Connect-ExchangeOnline -Organization {tenant} -ExchangeEnvironmentName 'O365USGovDoD'

#when gcc-high-or-dod
Connect-ExchangeOnline -Organization {tenant} -ExchangeEnvironmentName <O365USGovGCCHigh or O365USGovDoD>

#when china
Connect-ExchangeOnline -Organization {tenant} -ExchangeEnvironmentName 'O365China'

#when smtp exchange
# SMTP AUTH. Tokens need it as much as passwords do.
# The organization: True is off, for each mailbox that has no setting of its own.
Get-TransportConfig | Format-List SmtpClientAuthenticationDisabled

#when smtp exchange shared
# The mailbox of the person who signs in: True is off, False is on, nothing is as the organization has it.
Get-CASMailbox -Identity {account} | Format-List SmtpClientAuthenticationDisabled
# Switch it on for this mailbox alone. Better than for the whole organization.
#Set-CASMailbox -Identity {account} -SmtpClientAuthenticationDisabled $false

#when smtp exchange own
# The mailbox: True is off, False is on, nothing is as the organization has it.
Get-CASMailbox -Identity {mailbox} | Format-List SmtpClientAuthenticationDisabled
# Switch it on for this mailbox alone. Better than for the whole organization.
#Set-CASMailbox -Identity {mailbox} -SmtpClientAuthenticationDisabled $false

#when imap
# IMAP: is it on for the mailbox?
Get-CASMailbox -Identity {mailbox} | Format-List ImapEnabled
# Switch it on.
#Set-CASMailbox -Identity {mailbox} -ImapEnabled $true

#when pop3
# POP3: is it on for the mailbox?
Get-CASMailbox -Identity {mailbox} | Format-List PopEnabled
# Switch it on.
#Set-CASMailbox -Identity {mailbox} -PopEnabled $true

#when exchange app
# An application that signs in for itself. Exchange must know it as a service principal.
# Nothing shown: it is not there. ObjectId must be that of the enterprise application (Entra admin center > Enterprise
# applications > the application > Object ID), which is not the Object ID under App registrations.
Get-ServicePrincipal | Where-Object AppId -eq {client} | Format-List DisplayName,AppId,ObjectId

#when exchange app wrong-object
# It was made with a wrong Object ID. Remove it, and make it anew below.
#Remove-ServicePrincipal -Identity {registered-object}

#when exchange app
# Make it.
#New-ServicePrincipal -AppId {client} -ObjectId {object} -DisplayName 'Mail application'

# May it open the mailbox? It must be listed with FullAccess.
Get-MailboxPermission -Identity {mailbox} | Format-Table User,AccessRights
# Let it.
#Add-MailboxPermission -Identity {mailbox} -User {object} -AccessRights FullAccess

#when smtp exchange app
# Or, for SMTP without any permission in Entra and without FullAccess: a role for the mailboxes of one group.
# The filter is "MemberOfGroup -eq '...'" with the distinguished name that Get-Group shows for the group.
#New-ManagementScope -Name 'Mail application' -RecipientRestrictionFilter <filter>
#New-ManagementRoleAssignment -Role 'Application SMTP.SendAsApp' -App {object} -CustomResourceScope 'Mail application'
# Is the mailbox within the role? InScope must be True. Nothing shown: no role is assigned, which is right with FullAccess.
Test-ServicePrincipalAuthorization -Identity {object} -Resource {mailbox}

#when smtp exchange shared
# A person signs in and sends from a shared mailbox. The person must be listed with SendAs.
Get-RecipientPermission -Identity {mailbox} | Format-Table Trustee,AccessRights
# Let the person.
#Add-RecipientPermission -Identity {mailbox} -Trustee {account} -AccessRights SendAs

#when reading shared
# A person signs in and reads a shared mailbox. The person must be listed with FullAccess.
Get-MailboxPermission -Identity {mailbox} | Format-Table User,AccessRights
# Let the person.
#Add-MailboxPermission -Identity {mailbox} -User {account} -AccessRights FullAccess

#when smtp exchange other-sender
# Messages are from another address than the mailbox's. Whoever signs in must be listed with SendAs.
Get-RecipientPermission -Identity {from} | Format-Table Trustee,AccessRights
# Allow it.
#Add-RecipientPermission -Identity {from} -Trustee {principal} -AccessRights SendAs
# Only if the address is another one of the same mailbox: let the whole organization send from such addresses.
Get-OrganizationConfig | Format-List SendFromAliasEnabled
#Set-OrganizationConfig -SendFromAliasEnabled $true

#when smtp hve
# High Volume Email: the application must be among the AllowedApps of the account. SMTP AUTH and service principals do not
# matter here; the permission in Entra is Office 365 Exchange Online > Mail.Send.
Get-HVEAccountSettings -Identity {mailbox} | Format-List AllowedApps
# Add it; a few minutes later it takes effect.
#Add-HVEAppAccess -Identity {mailbox} -AppIds {client}
