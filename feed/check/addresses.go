package check

import (
	"net/url"
	"strings"

	"dateline/feed"
	"dateline/feed/value"
)

// addressRules are about addresses that are well-formed.
var addressRules = []Rule{
	{"address-blank", feed.Warning, "RFC 3986 §4.4", "SameDocumentReference"},
	{"address-local", feed.Warning, "RFC 6761 §6.3", ""},
	{"address-password", feed.Warning, "RFC 3986 §3.2.1", ""},
	{"address-scheme-unknown", feed.Warning, "RFC 7595 §3", "SchemeNotIANARegistered"},
}

// elsewhere judges a reference: one that is blank leads to the feed itself.
func (j *judge) elsewhere(p *passage) {
	if strings.TrimSpace(p.text) == "" {
		j.inside("address-blank", p, 0, "%s is blank, which is the address of this very document", p.name())
	}
	j.scheme(p)
}

// scheme judges the scheme of an address: what none is registered for, no program
// knows how to fetch.
func (j *judge) scheme(p *passage) {
	text := strings.TrimSpace(p.text)
	if scheme, _, found := strings.Cut(strings.ToLower(text), ":"); found && hasScheme(text) && !schemes[scheme] {
		j.inside("address-scheme-unknown", p, 0, "%s: %s is no registered scheme of addresses%s", p.name(), value.Quote(scheme), nearest(scheme, schemes))
	}
	j.site(p, p.name(), text, 0)
}

// site judges the host of an address of the web, and who it is opened as: feeds are
// read elsewhere than where they were made and tried, and by everybody.
func (j *judge) site(p *passage, name, address string, at int) {
	host, user := authority(address)
	if value.Local(host) {
		j.inside("address-local", p, at, "%s: %s leads to %s, which others cannot reach", name, value.Quote(address), host)
	}
	if user == "" {
		return
	}
	if u, err := url.Parse(address); err == nil {
		if _, open := u.User.Password(); open {
			j.inside("address-password", p, at, "%s: %s tells everybody the password of %s", name, value.Quote(u.Redacted()), u.User.Username())
		}
	}
}

// authority is the host of an address of the web, and who it is opened as (RFC 3986
// §3.2); nothing of others.
func authority(address string) (host, user string) {
	scheme, rest, _ := strings.Cut(address, "://")
	if !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http") {
		return "", ""
	}
	if end := strings.IndexAny(rest, `/?#\`); end >= 0 {
		rest = rest[:end]
	}
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		user, rest = rest[:i], rest[i+1:]
	}
	if i := strings.LastIndexByte(rest, ':'); i >= 0 && !strings.HasSuffix(rest, "]") {
		rest = rest[:i]
	}
	return strings.Trim(rest, "[]"), user
}

// hasScheme reports whether an address begins with a scheme (RFC 3986 §3.1).
func hasScheme(s string) bool {
	for i, c := range []byte(s) {
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return i > 0 && c == ':'
		}
	}
	return false
}

// schemes are those that IANA has registered (iana.org/assignments/uri-schemes), as
// far as addresses in feeds can have them.
var schemes = value.Words(`
	about acct acd acr adiumxtra afp afs aim apt attachment aw bb beshare bitcoin bitcoincash blob bolo browserext
	callto cap cast casts chrome chrome-extension cid coap coap+tcp coap+ws coaps coaps+tcp coaps+ws content crid cvs
	dab data dav diaspora dict did dis dlna-playcontainer dlna-playsingle dns dntp doi dpp drm dtn dvb dweb ed2k
	elsi ethereum example facetime fax feed feedready file filesystem finger fish fm ftp geo gg git gitoid gizmoproject
	go gopher gtalk h323 ham hcp http https hxxp hxxps hydrazone iax icap icon im imap info iotdisco ipfs ipn ipns ipp
	ipps irc irc6 ircs iris iris.beep iris.lwz iris.xpc iris.xpcs isostore itms jabber jar jms keyparc lastfm lbry ldap
	ldaps leaptofrogans lorawan lvlt magnet mailserver mailto maps market matrix message microsoft.windows.camera mid
	mms modem mongodb moz msnim msrp msrps mss mt mtqp mumble mupdate mvn news nfs ni nih nntp notes num ocf oid
	onenote opaquelocktoken openpgp4fpr otpauth p1 pack palm paparazzi payment payto pkcs11 platform pop pres prospero
	proxy psyc pwid qb query quic-transport redis rediss reload res resource rmi rsync rtmfp rtmp rtsp rtsps rtspu
	secondlife service session sftp sgn shc shttp sieve simpleledger simplex sip sips skype smb sms smtp snews snmp
	soap.beep soap.beeps soldat spiffe spotify ssb ssh starknet steam stun stuns submit svn swh swid swidpath tag taler
	teamspeak tel teliaeid telnet tftp things thismessage tip tn3270 tool turn turns tv udp unreal urn ut2004 uuid-in-package
	v-event vemmi ventrilo ves videotex vnc view-source vscode vscode-insiders vsls w3 wais wasm wasm-js wcr web+ap
	web3 webcal wifi wpid ws wss wtai wyciwyg xcon xcon-userid xfire xftp xmlrpc.beep xmlrpc.beeps xmpp xri ymsgr z39.50
	z39.50r z39.50s`)
