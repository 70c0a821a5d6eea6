"""Print packs: many sheets of many apps for many communes, printed by workers, resumed after a crash.

ordering   who wants what: writes the rows, sets workers to work, removes what is old
claims     who prints which sheet, so that two workers never print the same one
work       one worker from its first claim to the finished files
assembly   the finished sheets as a ZIP and as one file in printing order
delivery   the same from the command line, into a folder
"""
