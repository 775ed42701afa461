"""Alerts: what changed since a channel was last told, as one digest for each channel.

`settings` says who is told of what, `baseline` what a channel knows already, `news` how the atlas
differs from that, `digest` how it reads, `channel` how it is sent, `memory` what is remembered of
it, and `round` does one round of all channels.
"""
